import Storage

/// The tables of WeChat Pay in `sandbox.sqlite`.
enum PaySchema {
    static let migration = Migration(
        number: 4,
        name: "WeChat Pay: merchant, keys, orders, refunds, transfers, callbacks",
        sql: """
            CREATE TABLE pay_merchant (
                one INT64 NOT NULL PRIMARY KEY CHECK (one = 1),
                mchid TEXT NOT NULL,
                serial_no TEXT NOT NULL,
                private_key TEXT NOT NULL,
                certificate TEXT NOT NULL,
                apiv3_key TEXT NOT NULL,
                balance INT64 NOT NULL CHECK (balance >= 0),
                callback_key TEXT NOT NULL,
                has_certificates INT64 NOT NULL,
                callback_speed INT64 NOT NULL CHECK (callback_speed > 0),
                refund_seconds INT64 NOT NULL CHECK (refund_seconds >= 0),
                refund_result TEXT NOT NULL
            );
            CREATE TABLE pay_key (
                serial_no TEXT NOT NULL PRIMARY KEY,
                private_key TEXT NOT NULL,
                certificate TEXT NOT NULL,
                made_at INT64 NOT NULL
            );
            CREATE TABLE pay_flow (
                id INT64 NOT NULL PRIMARY KEY,
                ref TEXT NOT NULL UNIQUE,
                at INT64 NOT NULL,
                amount INT64 NOT NULL CHECK (amount <> 0),
                balance INT64 NOT NULL,
                number TEXT NOT NULL,
                out_number TEXT NOT NULL
            );
            CREATE INDEX pay_flow_by_time ON pay_flow (at, id);
            CREATE TABLE pay_order (
                id INT64 NOT NULL PRIMARY KEY,
                out_trade_no TEXT NOT NULL UNIQUE,
                appid TEXT NOT NULL,
                openid TEXT NOT NULL,
                description TEXT NOT NULL,
                attach TEXT,
                total INT64 NOT NULL CHECK (total > 0),
                notify_url TEXT NOT NULL,
                fingerprint BYTES NOT NULL,
                key_kind TEXT NOT NULL,
                created_at INT64 NOT NULL,
                expires_at INT64 NOT NULL,
                prepay_id TEXT NOT NULL UNIQUE,
                prepay_until INT64 NOT NULL,
                state TEXT NOT NULL,
                transaction_id TEXT UNIQUE,
                paid_at INT64,
                refunded INT64 NOT NULL CHECK (refunded BETWEEN 0 AND total),
                refunds INT64 NOT NULL,
                CHECK ((transaction_id IS NULL) = (paid_at IS NULL))
            );
            CREATE INDEX pay_order_by_end ON pay_order (state, expires_at);
            CREATE INDEX pay_order_by_payment ON pay_order (paid_at);
            CREATE TABLE pay_refund (
                id INT64 NOT NULL PRIMARY KEY,
                refund_id TEXT NOT NULL UNIQUE,
                out_refund_no TEXT NOT NULL UNIQUE,
                pay_order INT64 NOT NULL REFERENCES pay_order (id),
                amount INT64 NOT NULL CHECK (amount > 0),
                reason TEXT NOT NULL,
                notify_url TEXT NOT NULL,
                fingerprint BYTES NOT NULL,
                key_kind TEXT NOT NULL,
                state TEXT NOT NULL,
                created_at INT64 NOT NULL,
                due_at INT64 NOT NULL,
                success_at INT64
            );
            CREATE INDEX pay_refund_by_order ON pay_refund (pay_order, id);
            CREATE INDEX pay_refund_by_due ON pay_refund (state, due_at);
            CREATE INDEX pay_refund_by_time ON pay_refund (created_at);
            CREATE TABLE pay_transfer (
                id INT64 NOT NULL PRIMARY KEY,
                out_bill_no TEXT NOT NULL UNIQUE,
                transfer_bill_no TEXT NOT NULL UNIQUE,
                package_info TEXT NOT NULL,
                appid TEXT NOT NULL,
                openid TEXT NOT NULL,
                amount INT64 NOT NULL CHECK (amount > 0),
                scene TEXT NOT NULL,
                remark TEXT NOT NULL,
                user_name TEXT NOT NULL,
                notify_url TEXT NOT NULL,
                fingerprint BYTES NOT NULL,
                key_kind TEXT NOT NULL,
                state TEXT NOT NULL,
                fail_reason TEXT NOT NULL,
                created_at INT64 NOT NULL,
                updated_at INT64 NOT NULL,
                due_at INT64 NOT NULL
            );
            CREATE INDEX pay_transfer_by_due ON pay_transfer (state, due_at);
            CREATE TABLE pay_callback (
                id INT64 NOT NULL PRIMARY KEY,
                event_id TEXT NOT NULL UNIQUE,
                event TEXT NOT NULL,
                subject TEXT NOT NULL,
                url TEXT NOT NULL,
                content TEXT NOT NULL,
                key_kind TEXT NOT NULL,
                state TEXT NOT NULL,
                is_held INT64 NOT NULL,
                tries INT64 NOT NULL,
                created_at INT64 NOT NULL,
                next_at INT64 NOT NULL
            );
            CREATE INDEX pay_callback_by_next ON pay_callback (state, next_at);
            CREATE TABLE pay_callback_try (
                callback INT64 NOT NULL REFERENCES pay_callback (id),
                number INT64 NOT NULL,
                at INT64 NOT NULL,
                status INT64 NOT NULL,
                fault TEXT NOT NULL,
                PRIMARY KEY (callback, number)
            );
            CREATE TABLE pay_bill (
                token TEXT NOT NULL PRIMARY KEY,
                kind TEXT NOT NULL,
                day INT64 NOT NULL,
                is_packed INT64 NOT NULL,
                expires_at INT64 NOT NULL
            );
            """
    )
}
