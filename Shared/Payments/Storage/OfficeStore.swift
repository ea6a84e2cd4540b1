import Basics
import Storage

/// All SQL of lists and figures that the back office looks at.
struct OfficeStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// Transfers in a state, or all, the newest first.
    func transfers(
        in state: TransferState?,
        before id: Int64,
        limit: Int
    ) throws -> [TransferRecord] {
        guard let state else {
            return try connection.all(
                """
                SELECT id, number, ref, attempt, fund, mchid, appid, openid, amount, terms, state,
                    created_at, changed_at, asked_at, taken_at, tries, transfer_bill_no,
                    package_info, fail_reason, done_at, trouble, troubled_at
                FROM pay_transfer WHERE id < ?1 ORDER BY id DESC LIMIT ?2
                """,
                id,
                limit,
                row: TransferStore.transfer
            )
        }
        return try connection.all(
            """
            SELECT id, number, ref, attempt, fund, mchid, appid, openid, amount, terms, state,
                created_at, changed_at, asked_at, taken_at, tries, transfer_bill_no, package_info,
                fail_reason, done_at, trouble, troubled_at
            FROM pay_transfer WHERE state = ?3 AND id < ?1 ORDER BY id DESC LIMIT ?2
            """,
            id,
            limit,
            state.rawValue,
            row: TransferStore.transfer
        )
    }

    /// Refunds in a state, or all, the newest first.
    func refunds(
        in state: RefundState?,
        before id: Int64,
        limit: Int
    ) throws -> [RefundRecord] {
        guard let state else {
            return try connection.all(
                """
                SELECT id, number, ref, attempt, payment, fund, mchid, amount, reason, cause, state,
                    created_at, changed_at, asked_at, taken_at, tries, refund_id, done_at, trouble,
                    troubled_at
                FROM pay_refund WHERE id < ?1 ORDER BY id DESC LIMIT ?2
                """,
                id,
                limit,
                row: RefundStore.refund
            )
        }
        return try connection.all(
            """
            SELECT id, number, ref, attempt, payment, fund, mchid, amount, reason, cause, state,
                created_at, changed_at, asked_at, taken_at, tries, refund_id, done_at, trouble,
                troubled_at
            FROM pay_refund WHERE state = ?3 AND id < ?1 ORDER BY id DESC LIMIT ?2
            """,
            id,
            limit,
            state.rawValue,
            row: RefundStore.refund
        )
    }

    // MARK: Figures

    /// Balances, and what is on its way in either direction: by what is open, however much is over.
    func heldNow() throws -> Money {
        try connection.first(
            """
            SELECT (SELECT coalesce(sum(balance), 0) FROM pay_fund WHERE balance > 0)
                + (SELECT coalesce(sum(amount), 0) FROM pay_refund
                    WHERE state NOT IN ('done', 'closed', 'cancelled'))
                + (SELECT coalesce(sum(amount), 0) FROM pay_transfer
                    WHERE state NOT IN ('paid', 'failed', 'cancelled'))
            """
        ) { try $0.money(0) } ?? .zero
    }

    /// What moved on a day of China's calendar.
    typealias Sum = (day: Day, fen: Int64)

    func paidIn(from: UnixTime, to: UnixTime) throws -> [Sum] {
        try connection.all(
            """
            SELECT (paid_at + ?3) / 86400000 AS day, sum(received) FROM pay_payment
            WHERE paid_at >= ?1 AND paid_at < ?2 GROUP BY day ORDER BY day LIMIT 10000
            """,
            from,
            to,
            Self.chinaMilliseconds,
            row: Self.sum
        )
    }

    func refunded(from: UnixTime, to: UnixTime) throws -> [Sum] {
        try connection.all(
            """
            SELECT (done_at + ?3) / 86400000 AS day, sum(amount) FROM pay_refund
            WHERE state = 'done' AND done_at >= ?1 AND done_at < ?2
            GROUP BY day ORDER BY day LIMIT 10000
            """,
            from,
            to,
            Self.chinaMilliseconds,
            row: Self.sum
        )
    }

    func paidOut(from: UnixTime, to: UnixTime) throws -> [Sum] {
        try connection.all(
            """
            SELECT (done_at + ?3) / 86400000 AS day, sum(amount) FROM pay_transfer
            WHERE state = 'paid' AND done_at >= ?1 AND done_at < ?2
            GROUP BY day ORDER BY day LIMIT 10000
            """,
            from,
            to,
            Self.chinaMilliseconds,
            row: Self.sum
        )
    }

    private static let chinaMilliseconds = 8 * 3_600_000

    private static func sum(_ row: Row) throws -> Sum {
        (day: Day(number: try row.integer(0)), fen: try row.integer(1))
    }
}
