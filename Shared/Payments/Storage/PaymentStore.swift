import Basics
import Storage

/// All SQL of the table `pay_payment`.
struct PaymentStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func payment(_ id: ID<PaymentRecord>) throws -> PaymentRecord? {
        try connection.first(
            """
            SELECT id, number, ref, attempt, fund, mchid, appid, openid, description, amount, state,
                created_at, expires_at, changed_at, prepay_id, prepay_at, transaction_id, received,
                refunded, paid_at, trouble, is_replaced
            FROM pay_payment WHERE id = ?1
            """,
            id,
            row: Self.payment
        )
    }

    func payment(number: String) throws -> PaymentRecord? {
        try connection.first(
            """
            SELECT id, number, ref, attempt, fund, mchid, appid, openid, description, amount, state,
                created_at, expires_at, changed_at, prepay_id, prepay_at, transaction_id, received,
                refunded, paid_at, trouble, is_replaced
            FROM pay_payment WHERE number = ?1
            """,
            number,
            row: Self.payment
        )
    }

    /// The one that can still be paid, or was.
    func present(of ref: String) throws -> PaymentRecord? {
        try connection.first(
            """
            SELECT id, number, ref, attempt, fund, mchid, appid, openid, description, amount, state,
                created_at, expires_at, changed_at, prepay_id, prepay_at, transaction_id, received,
                refunded, paid_at, trouble, is_replaced
            FROM pay_payment WHERE ref = ?1 AND state IN ('open', 'closing', 'paid')
            """,
            ref,
            row: Self.payment
        )
    }

    /// All that were begun for a thing, the newest first.
    func all(of ref: String) throws -> [PaymentRecord] {
        try connection.all(
            """
            SELECT id, number, ref, attempt, fund, mchid, appid, openid, description, amount, state,
                created_at, expires_at, changed_at, prepay_id, prepay_at, transaction_id, received,
                refunded, paid_at, trouble, is_replaced
            FROM pay_payment WHERE ref = ?1 ORDER BY attempt DESC LIMIT 1000
            """,
            ref,
            row: Self.payment
        )
    }

    func lastAttempt(of ref: String) throws -> Int64 {
        try connection.first("SELECT max(attempt) FROM pay_payment WHERE ref = ?1", ref) {
            try $0.optionalInteger(0)
        }.flatMap { $0 } ?? 0
    }

    /// False where another one can be paid, or was.
    func add(_ payment: PaymentRecord) throws -> Bool {
        try connection.run(
            """
            INSERT INTO pay_payment
                (id, number, ref, attempt, fund, mchid, appid, openid, description, amount, state,
                created_at, expires_at, changed_at, is_replaced, refunded)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 0, 0)
            ON CONFLICT DO NOTHING
            """,
            payment.id,
            payment.number,
            payment.request.ref,
            payment.attempt,
            payment.request.fund,
            payment.request.mchid,
            payment.request.appid,
            payment.request.openid,
            payment.request.description,
            payment.request.amount,
            payment.state.rawValue,
            payment.createdAt,
            payment.request.expiresAt,
            payment.changedAt
        ) == 1
    }

    /// Notes what WeChat Pay calls it. False where it can no longer be paid.
    func setPrepay(
        _ prepayID: String,
        of payment: ID<PaymentRecord>,
        at now: UnixTime
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE pay_payment SET prepay_id = ?2, prepay_at = ?3 WHERE id = ?1 AND state = 'open'
            """,
            payment,
            prepayID,
            now
        ) == 1
    }

    /// Writes the new state and what came with it. False where its state is no longer that one.
    func move(_ payment: PaymentRecord, from state: PaymentState) throws -> Bool {
        try connection.run(
            """
            UPDATE pay_payment
            SET state = ?3, changed_at = ?4, transaction_id = ?5, received = ?6, paid_at = ?7,
                trouble = ?8, is_replaced = ?9
            WHERE id = ?1 AND state = ?2
            """,
            payment.id,
            state.rawValue,
            payment.state.rawValue,
            payment.changedAt,
            payment.transactionID,
            payment.received,
            payment.paidAt,
            payment.trouble,
            payment.isReplaced
        ) == 1
    }

    /// Sets money apart to go back. False where more would go back than has come.
    func reserve(_ amount: Money, of payment: ID<PaymentRecord>) throws -> Bool {
        try connection.run(
            """
            UPDATE pay_payment SET refunded = refunded + ?2
            WHERE id = ?1 AND state IN ('paid', 'returned') AND refunded + ?2 <= received
            """,
            payment,
            amount
        ) == 1
    }

    /// A refund that came to nothing.
    func release(_ amount: Money, of payment: ID<PaymentRecord>) throws {
        try connection.run(
            "UPDATE pay_payment SET refunded = refunded - ?2 WHERE id = ?1",
            payment,
            amount
        )
    }

    static func payment(_ row: Row) throws -> PaymentRecord {
        try PaymentRecord(
            id: row.id(0),
            number: row.text(1),
            attempt: row.integer(3),
            request: PaymentRequest(
                ref: row.text(2),
                fund: row.text(4),
                mchid: row.text(5),
                appid: row.text(6),
                openid: row.text(7),
                description: row.text(8),
                amount: row.money(9),
                expiresAt: row.time(12)
            ),
            state: row.value(10),
            createdAt: row.time(11),
            changedAt: row.time(13),
            prepayID: row.optionalText(14),
            prepayAt: row.optionalTime(15),
            transactionID: row.optionalText(16),
            received: row.optionalInteger(17).map { Money(fen: $0) },
            paidAt: row.optionalTime(19),
            refunded: row.money(18),
            trouble: row.optionalText(20),
            isReplaced: row.bool(21)
        )
    }
}
