import Storage

extension PaySchema {
    /// Several merchants, each with numbers, keys and money of its own. What was there is the first
    /// one's. (`pay_order`, `pay_refund` and `pay_transfer` are made anew, since numbers were
    /// unique over all.)
    static let merchants = Migration(
        number: 8,
        name: "several merchants",
        sql: """
            ALTER TABLE app ADD COLUMN mchid TEXT NOT NULL DEFAULT '1660000109';
            UPDATE app SET mchid = '1660000217' WHERE oper <> 1;
            CREATE TABLE merchant (
                mchid TEXT NOT NULL PRIMARY KEY,
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
            INSERT INTO merchant
                (mchid, serial_no, private_key, certificate, apiv3_key, balance, callback_key,
                has_certificates, callback_speed, refund_seconds, refund_result)
                SELECT mchid, serial_no, private_key, certificate, apiv3_key, balance,
                    callback_key, has_certificates, callback_speed, refund_seconds, refund_result
                FROM pay_merchant;
            DROP TABLE pay_merchant;
            ALTER TABLE pay_key ADD COLUMN mchid TEXT NOT NULL DEFAULT '1660000109';
            ALTER TABLE pay_flow ADD COLUMN mchid TEXT NOT NULL DEFAULT '1660000109';
            ALTER TABLE pay_callback ADD COLUMN mchid TEXT NOT NULL DEFAULT '1660000109';
            ALTER TABLE pay_bill ADD COLUMN mchid TEXT NOT NULL DEFAULT '1660000109';
            CREATE TABLE pay_order_of_merchant (
                id INT64 NOT NULL PRIMARY KEY,
                out_trade_no TEXT NOT NULL,
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
                mchid TEXT NOT NULL,
                CHECK ((transaction_id IS NULL) = (paid_at IS NULL)),
                UNIQUE (mchid, out_trade_no)
            );
            INSERT INTO pay_order_of_merchant
                (id, out_trade_no, appid, openid, description, attach, total, notify_url,
                fingerprint, key_kind, created_at, expires_at, prepay_id, prepay_until, state,
                transaction_id, paid_at, refunded, refunds, mchid)
                SELECT id, out_trade_no, appid, openid, description, attach, total, notify_url,
                    fingerprint, key_kind, created_at, expires_at, prepay_id, prepay_until, state,
                    transaction_id, paid_at, refunded, refunds, '1660000109'
                FROM pay_order;
            CREATE TABLE pay_refund_of_merchant (
                id INT64 NOT NULL PRIMARY KEY,
                refund_id TEXT NOT NULL UNIQUE,
                out_refund_no TEXT NOT NULL,
                pay_order INT64 NOT NULL REFERENCES pay_order_of_merchant (id),
                amount INT64 NOT NULL CHECK (amount > 0),
                reason TEXT NOT NULL,
                notify_url TEXT NOT NULL,
                fingerprint BYTES NOT NULL,
                key_kind TEXT NOT NULL,
                state TEXT NOT NULL,
                created_at INT64 NOT NULL,
                due_at INT64 NOT NULL,
                success_at INT64,
                mchid TEXT NOT NULL,
                UNIQUE (mchid, out_refund_no)
            );
            INSERT INTO pay_refund_of_merchant
                (id, refund_id, out_refund_no, pay_order, amount, reason, notify_url, fingerprint,
                key_kind, state, created_at, due_at, success_at, mchid)
                SELECT id, refund_id, out_refund_no, pay_order, amount, reason, notify_url,
                    fingerprint, key_kind, state, created_at, due_at, success_at, '1660000109'
                FROM pay_refund;
            CREATE TABLE pay_transfer_of_merchant (
                id INT64 NOT NULL PRIMARY KEY,
                out_bill_no TEXT NOT NULL,
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
                due_at INT64 NOT NULL,
                mchid TEXT NOT NULL,
                UNIQUE (mchid, out_bill_no)
            );
            INSERT INTO pay_transfer_of_merchant
                (id, out_bill_no, transfer_bill_no, package_info, appid, openid, amount, scene,
                remark, user_name, notify_url, fingerprint, key_kind, state, fail_reason,
                created_at, updated_at, due_at, mchid)
                SELECT id, out_bill_no, transfer_bill_no, package_info, appid, openid, amount,
                    scene, remark, user_name, notify_url, fingerprint, key_kind, state,
                    fail_reason, created_at, updated_at, due_at, '1660000109'
                FROM pay_transfer;
            DROP TABLE pay_refund;
            DROP TABLE pay_order;
            DROP TABLE pay_transfer;
            ALTER TABLE pay_order_of_merchant RENAME TO pay_order;
            ALTER TABLE pay_refund_of_merchant RENAME TO pay_refund;
            ALTER TABLE pay_transfer_of_merchant RENAME TO pay_transfer;
            CREATE INDEX pay_order_by_end ON pay_order (state, expires_at);
            CREATE INDEX pay_order_by_payment ON pay_order (mchid, paid_at);
            CREATE INDEX pay_refund_by_order ON pay_refund (pay_order, id);
            CREATE INDEX pay_refund_by_due ON pay_refund (state, due_at);
            CREATE INDEX pay_refund_by_time ON pay_refund (mchid, created_at);
            CREATE INDEX pay_transfer_by_due ON pay_transfer (state, due_at);
            CREATE INDEX pay_flow_by_merchant ON pay_flow (mchid, at, id);
            """
    )
}
