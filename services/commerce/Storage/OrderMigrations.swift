import Storage

/// The tables of orders, vouchers and refunds. What must not happen is forbidden here: more pieces
/// redeemed and given back than were bought, a voucher too many, a state without its money.
enum OrderMigrations {
    /// As the migration of this number.
    static func migration(number: Int) -> Migration {
        Migration(number: number, name: "orders", sql: tables)
    }

    private static let tables: StaticString = """
        CREATE TABLE orders (
            id INT64 NOT NULL PRIMARY KEY,
            number TEXT NOT NULL UNIQUE,
            uid INT64 NOT NULL,
            user_name TEXT NOT NULL,
            mobile_tail TEXT NOT NULL,
            mobile BYTES NOT NULL,
            oper INT64 NOT NULL,
            merchant INT64 NOT NULL,
            merchant_name TEXT NOT NULL,
            goods INT64 NOT NULL,
            goods_name TEXT NOT NULL,
            goods_pic TEXT NOT NULL,
            goods_thumb TEXT NOT NULL,
            price INT64 NOT NULL CHECK (price > 0),
            pieces INT64 NOT NULL CHECK (pieces > 0),
            amount INT64 NOT NULL CHECK (amount = price * pieces),
            valid_from INT64 NOT NULL,
            valid_until INT64 NOT NULL,
            refunds_expired INT64 NOT NULL,
            takes_stock INT64 NOT NULL,
            state INT64 NOT NULL CHECK (state IN (1, 2, 3, 4, 6, 7)),
            created_at INT64 NOT NULL,
            expires_at INT64 NOT NULL,
            changed_at INT64 NOT NULL,
            paid_at INT64,
            payment TEXT UNIQUE,
            redeemed INT64 NOT NULL CHECK (redeemed >= 0),
            locked INT64 NOT NULL CHECK (locked >= 0),
            refunded INT64 NOT NULL CHECK (refunded >= 0),
            refunded_amount INT64 NOT NULL CHECK (refunded_amount = price * refunded),
            refunded_at INT64,
            shipped_at INT64,
            CHECK (redeemed + locked + refunded <= pieces),
            CHECK ((state IN (4, 6, 7)) = (paid_at IS NOT NULL)),
            CHECK ((paid_at IS NULL) = (payment IS NULL)),
            CHECK (state = 4 OR redeemed + locked + refunded = 0 OR redeemed + refunded = pieces),
            CHECK (state <> 6 OR refunded = pieces),
            CHECK (state <> 7 OR redeemed > 0)
        );
        CREATE INDEX orders_of_user ON orders (uid, id);
        CREATE INDEX orders_of_user_in_state ON orders (uid, state, id);
        CREATE INDEX orders_in_state ON orders (state, id);
        CREATE INDEX orders_of_merchant ON orders (merchant, id);
        CREATE INDEX orders_of_goods ON orders (goods, id);
        CREATE TABLE order_refund (
            id INT64 NOT NULL PRIMARY KEY,
            order_id INT64 NOT NULL REFERENCES orders (id),
            cause TEXT NOT NULL CHECK (cause IN ('buyer', 'office', 'expired')),
            pieces INT64 NOT NULL CHECK (pieces > 0),
            amount INT64 NOT NULL CHECK (amount > 0),
            reason TEXT NOT NULL,
            state INT64 NOT NULL CHECK (state IN (1, 2, 3)),
            created_at INT64 NOT NULL,
            changed_at INT64 NOT NULL,
            refund_id TEXT NOT NULL
        );
        CREATE INDEX order_refund_of_order ON order_refund (order_id, id);
        CREATE INDEX order_refund_in_state ON order_refund (state, id);
        CREATE TABLE voucher (
            id INT64 NOT NULL PRIMARY KEY,
            code TEXT NOT NULL UNIQUE,
            order_id INT64 NOT NULL REFERENCES orders (id),
            place INT64 NOT NULL,
            merchant INT64 NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'redeemed', 'locked', 'refunded')),
            redeemed_at INT64,
            redeemed_by TEXT,
            refund INT64 REFERENCES order_refund (id),
            UNIQUE (order_id, place),
            CHECK ((state = 'redeemed') = (redeemed_at IS NOT NULL)),
            CHECK ((state = 'redeemed') = (redeemed_by IS NOT NULL)),
            CHECK ((state IN ('locked', 'refunded')) = (refund IS NOT NULL))
        );
        CREATE INDEX voucher_of_merchant ON voucher (merchant, id);
        CREATE INDEX voucher_of_refund ON voucher (refund) WHERE refund IS NOT NULL;
        CREATE TABLE voucher_guess (
            operator TEXT NOT NULL PRIMARY KEY,
            wrong INT64 NOT NULL,
            since INT64 NOT NULL
        );
        CREATE TABLE goods_taken (
            goods INT64 NOT NULL,
            uid INT64 NOT NULL,
            pieces INT64 NOT NULL CHECK (pieces >= 0),
            PRIMARY KEY (goods, uid)
        );
        CREATE INDEX goods_taken_by_user ON goods_taken (uid);
        CREATE TABLE order_event (
            id INT64 NOT NULL PRIMARY KEY,
            order_id INT64 NOT NULL REFERENCES orders (id),
            at INT64 NOT NULL,
            kind TEXT NOT NULL,
            who TEXT NOT NULL,
            detail TEXT NOT NULL
        );
        CREATE INDEX order_event_of_order ON order_event (order_id, id);
        CREATE INDEX order_event_of_operator ON order_event (who, id) WHERE who <> '';
        CREATE TABLE order_day (
            day INT64 NOT NULL,
            merchant INT64 NOT NULL,
            placed INT64 NOT NULL,
            paid INT64 NOT NULL,
            paid_in INT64 NOT NULL,
            refunded INT64 NOT NULL,
            refunded_amount INT64 NOT NULL,
            redeemed INT64 NOT NULL,
            PRIMARY KEY (day, merchant)
        );
        """
}
