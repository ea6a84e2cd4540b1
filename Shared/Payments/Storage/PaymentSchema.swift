public import Storage

/// The tables of payments in a service's own file.
public enum PaymentSchema {
    /// Accounts, money, payments, refunds, transfers, callbacks and bills, as the migration of
    /// this number.
    public static func migration(number: Int) -> Migration {
        Migration(number: number, name: "payments", sql: tables)
    }

    /// What must never happen is forbidden here: two live payments of one thing, a second payout
    /// of one prize, more money out than has come in.
    private static let tables: StaticString = """
        CREATE TABLE pay_account (
            mchid TEXT NOT NULL PRIMARY KEY,
            version INT64 NOT NULL,
            sealed BYTES NOT NULL,
            is_stopped INT64 NOT NULL,
            changed_at INT64 NOT NULL
        );
        CREATE TABLE pay_fund (
            fund TEXT NOT NULL PRIMARY KEY,
            mchid TEXT NOT NULL,
            balance INT64 NOT NULL CHECK (balance >= 0),
            is_stopped INT64 NOT NULL
        );
        CREATE INDEX pay_fund_held ON pay_fund (balance) WHERE balance > 0;
        CREATE TABLE pay_entry (
            id INT64 NOT NULL PRIMARY KEY,
            cause TEXT NOT NULL,
            cause_id INT64 NOT NULL,
            fund TEXT NOT NULL REFERENCES pay_fund (fund),
            amount INT64 NOT NULL CHECK (amount <> 0),
            at INT64 NOT NULL,
            UNIQUE (cause, cause_id)
        );
        CREATE INDEX pay_entry_by_fund ON pay_entry (fund, id);
        CREATE TABLE pay_payment (
            id INT64 NOT NULL PRIMARY KEY,
            number TEXT NOT NULL UNIQUE,
            ref TEXT NOT NULL,
            attempt INT64 NOT NULL,
            fund TEXT NOT NULL,
            mchid TEXT NOT NULL,
            appid TEXT NOT NULL,
            openid TEXT NOT NULL,
            description TEXT NOT NULL,
            amount INT64 NOT NULL CHECK (amount > 0),
            state TEXT NOT NULL,
            created_at INT64 NOT NULL,
            expires_at INT64 NOT NULL,
            changed_at INT64 NOT NULL,
            is_replaced INT64 NOT NULL,
            prepay_id TEXT,
            prepay_at INT64,
            transaction_id TEXT UNIQUE,
            received INT64 CHECK (received > 0),
            refunded INT64 NOT NULL CHECK (refunded BETWEEN 0 AND coalesce(received, 0)),
            paid_at INT64,
            trouble TEXT,
            billed_on INT64,
            CHECK ((state IN ('paid', 'returned')) = (transaction_id IS NOT NULL)),
            CHECK ((transaction_id IS NULL) = (received IS NULL)),
            CHECK ((transaction_id IS NULL) = (paid_at IS NULL)),
            UNIQUE (ref, attempt)
        );
        CREATE UNIQUE INDEX pay_payment_once ON pay_payment (ref)
            WHERE state IN ('open', 'closing', 'paid');
        CREATE INDEX pay_payment_by_day ON pay_payment (mchid, paid_at);
        CREATE INDEX pay_payment_paid ON pay_payment (paid_at) WHERE paid_at IS NOT NULL;
        CREATE INDEX pay_payment_by_fund ON pay_payment (fund, id);
        CREATE TABLE pay_refund (
            id INT64 NOT NULL PRIMARY KEY,
            number TEXT NOT NULL UNIQUE,
            ref TEXT NOT NULL,
            attempt INT64 NOT NULL,
            payment INT64 NOT NULL REFERENCES pay_payment (id),
            fund TEXT NOT NULL,
            mchid TEXT NOT NULL,
            amount INT64 NOT NULL CHECK (amount > 0),
            reason TEXT NOT NULL,
            cause TEXT NOT NULL CHECK (cause IN ('owner', 'unwanted')),
            state TEXT NOT NULL,
            created_at INT64 NOT NULL,
            changed_at INT64 NOT NULL,
            asked_at INT64,
            taken_at INT64,
            tries INT64 NOT NULL,
            refund_id TEXT,
            done_at INT64,
            trouble TEXT,
            troubled_at INT64,
            billed_on INT64,
            UNIQUE (ref, attempt)
        );
        CREATE UNIQUE INDEX pay_refund_once ON pay_refund (ref)
            WHERE state NOT IN ('closed', 'cancelled');
        CREATE INDEX pay_refund_by_payment ON pay_refund (payment, id);
        CREATE INDEX pay_refund_by_fund ON pay_refund (fund, id);
        CREATE INDEX pay_refund_open ON pay_refund (id) WHERE state NOT IN ('done', 'closed', 'cancelled');
        CREATE INDEX pay_refund_by_state ON pay_refund (state, id);
        CREATE INDEX pay_refund_done ON pay_refund (done_at) WHERE state = 'done';
        CREATE INDEX pay_refund_unbilled ON pay_refund (mchid, taken_at)
            WHERE billed_on IS NULL AND taken_at IS NOT NULL;
        CREATE TABLE pay_transfer (
            id INT64 NOT NULL PRIMARY KEY,
            number TEXT NOT NULL UNIQUE,
            ref TEXT NOT NULL,
            attempt INT64 NOT NULL,
            fund TEXT NOT NULL,
            mchid TEXT NOT NULL,
            appid TEXT NOT NULL,
            openid TEXT NOT NULL,
            amount INT64 NOT NULL CHECK (amount > 0),
            terms BYTES NOT NULL,
            state TEXT NOT NULL,
            created_at INT64 NOT NULL,
            changed_at INT64 NOT NULL,
            asked_at INT64,
            taken_at INT64,
            tries INT64 NOT NULL,
            transfer_bill_no TEXT,
            package_info TEXT,
            fail_reason TEXT,
            done_at INT64,
            trouble TEXT,
            troubled_at INT64,
            billed_on INT64,
            returned_on INT64,
            UNIQUE (ref, attempt)
        );
        CREATE UNIQUE INDEX pay_transfer_once ON pay_transfer (ref)
            WHERE state NOT IN ('failed', 'cancelled');
        CREATE INDEX pay_transfer_by_fund ON pay_transfer (fund, id);
        CREATE INDEX pay_transfer_open ON pay_transfer (id)
            WHERE state NOT IN ('paid', 'failed', 'cancelled');
        CREATE INDEX pay_transfer_by_state ON pay_transfer (state, id);
        CREATE INDEX pay_transfer_paid ON pay_transfer (done_at) WHERE state = 'paid';
        CREATE INDEX pay_transfer_unbilled ON pay_transfer (mchid, taken_at)
            WHERE billed_on IS NULL AND taken_at IS NOT NULL;
        CREATE TABLE pay_callback (
            mchid TEXT NOT NULL,
            event_id TEXT NOT NULL,
            event_type TEXT NOT NULL,
            number TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('applied', 'waiting')),
            at INT64 NOT NULL,
            applied_at INT64,
            serial TEXT NOT NULL,
            signature TEXT NOT NULL,
            signed_at TEXT NOT NULL,
            nonce TEXT NOT NULL,
            body BYTES NOT NULL,
            content BYTES NOT NULL,
            trouble TEXT,
            PRIMARY KEY (mchid, event_id)
        );
        CREATE INDEX pay_callback_by_number ON pay_callback (number);
        CREATE INDEX pay_callback_waiting ON pay_callback (at) WHERE state = 'waiting';
        CREATE TABLE pay_bill (
            mchid TEXT NOT NULL,
            day INT64 NOT NULL,
            compared_at INT64 NOT NULL,
            payments INT64 NOT NULL,
            refunds INT64 NOT NULL,
            transfers INT64 NOT NULL,
            paid_in INT64 NOT NULL,
            refunded INT64 NOT NULL,
            paid_out INT64 NOT NULL,
            PRIMARY KEY (mchid, day)
        );
        CREATE TABLE pay_difference (
            id INT64 NOT NULL PRIMARY KEY,
            mchid TEXT NOT NULL,
            day INT64 NOT NULL,
            kind TEXT NOT NULL,
            number TEXT NOT NULL,
            ours TEXT NOT NULL,
            theirs TEXT NOT NULL,
            found_at INT64 NOT NULL,
            explained_at INT64,
            explained_by TEXT,
            explanation TEXT,
            UNIQUE (mchid, day, kind, number),
            CHECK ((explained_at IS NULL) = (explained_by IS NULL))
        );
        CREATE INDEX pay_difference_open ON pay_difference (id) WHERE explained_at IS NULL;
        """
}
