import Basics
import Storage

/// All SQL of the table `pay_refund`.
struct RefundStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func refund(_ id: ID<RefundRecord>) throws -> RefundRecord? {
        try connection.first(
            """
            SELECT id, number, ref, attempt, payment, fund, mchid, amount, reason, cause, state,
                created_at, changed_at, asked_at, taken_at, tries, refund_id, done_at, trouble,
                troubled_at
            FROM pay_refund WHERE id = ?1
            """,
            id,
            row: Self.refund
        )
    }

    func refund(number: String) throws -> RefundRecord? {
        try connection.first(
            """
            SELECT id, number, ref, attempt, payment, fund, mchid, amount, reason, cause, state,
                created_at, changed_at, asked_at, taken_at, tries, refund_id, done_at, trouble,
                troubled_at
            FROM pay_refund WHERE number = ?1
            """,
            number,
            row: Self.refund
        )
    }

    /// The newest attempt of a cause.
    func newest(of ref: String) throws -> RefundRecord? {
        try connection.first(
            """
            SELECT id, number, ref, attempt, payment, fund, mchid, amount, reason, cause, state,
                created_at, changed_at, asked_at, taken_at, tries, refund_id, done_at, trouble,
                troubled_at
            FROM pay_refund WHERE ref = ?1 ORDER BY attempt DESC LIMIT 1
            """,
            ref,
            row: Self.refund
        )
    }

    /// Those of a payment, the oldest first.
    func all(of payment: ID<PaymentRecord>) throws -> [RefundRecord] {
        try connection.all(
            """
            SELECT id, number, ref, attempt, payment, fund, mchid, amount, reason, cause, state,
                created_at, changed_at, asked_at, taken_at, tries, refund_id, done_at, trouble,
                troubled_at
            FROM pay_refund WHERE payment = ?1 ORDER BY id LIMIT 1000
            """,
            payment,
            row: Self.refund
        )
    }

    /// Those that do not get on by themselves, the oldest first.
    func stuck(after id: Int64, limit: Int) throws -> [RefundRecord] {
        try connection.all(
            """
            SELECT id, number, ref, attempt, payment, fund, mchid, amount, reason, cause, state,
                created_at, changed_at, asked_at, taken_at, tries, refund_id, done_at, trouble,
                troubled_at
            FROM pay_refund
            WHERE id > ?1 AND state NOT IN ('done', 'closed', 'cancelled')
                AND (trouble IS NOT NULL OR state IN ('held', 'abnormal'))
            ORDER BY id LIMIT ?2
            """,
            id,
            limit,
            row: Self.refund
        )
    }

    func add(_ refund: RefundRecord) throws {
        try connection.run(
            """
            INSERT INTO pay_refund
                (id, number, ref, attempt, payment, fund, mchid, amount, reason, cause, state,
                created_at, changed_at, tries)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0)
            """,
            refund.id,
            refund.number,
            refund.ref,
            refund.attempt,
            refund.payment,
            refund.fund,
            refund.mchid,
            refund.amount,
            refund.reason,
            refund.cause.rawValue,
            refund.state.rawValue,
            refund.createdAt,
            refund.changedAt
        )
    }

    /// Writes the new state and what came with it. False where its state is no longer that one.
    func move(_ refund: RefundRecord, from state: RefundState) throws -> Bool {
        try connection.run(
            """
            UPDATE pay_refund
            SET state = ?3, changed_at = ?4, asked_at = ?5, taken_at = ?6, tries = ?7,
                refund_id = ?8, done_at = ?9, trouble = ?10, troubled_at = ?11
            WHERE id = ?1 AND state = ?2
            """,
            refund.id,
            state.rawValue,
            refund.state.rawValue,
            refund.changedAt,
            refund.askedAt,
            refund.takenAt,
            refund.tries,
            refund.refundID,
            refund.doneAt,
            refund.trouble,
            refund.troubledAt
        ) == 1
    }

    /// Notes why it does not get on; the time is that of the first such note.
    func setTrouble(_ trouble: String, of refund: ID<RefundRecord>, at now: UnixTime) throws {
        try connection.run(
            """
            UPDATE pay_refund SET trouble = ?2, troubled_at = coalesce(troubled_at, ?3)
            WHERE id = ?1 AND state NOT IN ('done', 'closed', 'cancelled')
            """,
            refund,
            trouble,
            now
        )
    }

    static func refund(_ row: Row) throws -> RefundRecord {
        try RefundRecord(
            id: row.id(0),
            number: row.text(1),
            ref: row.text(2),
            attempt: row.integer(3),
            payment: row.id(4),
            fund: row.text(5),
            mchid: row.text(6),
            amount: row.money(7),
            reason: row.text(8),
            cause: row.value(9),
            state: row.value(10),
            createdAt: row.time(11),
            changedAt: row.time(12),
            askedAt: row.optionalTime(13),
            takenAt: row.optionalTime(14),
            tries: row.integer(15),
            refundID: row.optionalText(16),
            doneAt: row.optionalTime(17),
            trouble: row.optionalText(18),
            troubledAt: row.optionalTime(19)
        )
    }
}
