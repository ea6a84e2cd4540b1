import Basics
import Storage

/// All SQL that proves that money adds up. Long reads: for commands and tests.
struct VerificationStore {
    let connection: Connection
    private static let maximumCount = 100

    init(_ connection: Connection) {
        self.connection = connection
    }

    func accounts() throws -> [String] {
        try connection.all(
            "SELECT DISTINCT mchid FROM pay_fund ORDER BY mchid LIMIT 1000"
        ) { try $0.text(0) }
    }

    func wrongBalances() throws -> [String] {
        try connection.all(
            """
            SELECT f.fund FROM pay_fund f
            WHERE f.balance <>
                (SELECT coalesce(sum(e.amount), 0) FROM pay_entry e WHERE e.fund = f.fund)
            ORDER BY f.fund LIMIT ?1
            """,
            Self.maximumCount
        ) { try $0.text(0) }
    }

    func paymentsWithoutEntry() throws -> [String] {
        try connection.all(
            """
            SELECT p.number FROM pay_payment p
            WHERE p.received IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM pay_entry e WHERE e.cause = 'payment' AND e.cause_id = p.id
                    AND e.fund = p.fund AND e.amount = p.received)
            ORDER BY p.id LIMIT ?1
            """,
            Self.maximumCount
        ) { try $0.text(0) }
    }

    func wrongRefundSums() throws -> [String] {
        try connection.all(
            """
            SELECT p.number FROM pay_payment p
            WHERE p.refunded <> (
                SELECT coalesce(sum(r.amount), 0) FROM pay_refund r
                WHERE r.payment = p.id AND r.state NOT IN ('closed', 'cancelled'))
            ORDER BY p.id LIMIT ?1
            """,
            Self.maximumCount
        ) { try $0.text(0) }
    }

    func refundsWithoutEntry() throws -> [String] {
        try connection.all(
            """
            SELECT r.number FROM pay_refund r
            WHERE (SELECT coalesce(sum(e.amount), 0) FROM pay_entry e
                WHERE e.cause IN ('refund', 'refund_back') AND e.cause_id = r.id
                    AND e.fund = r.fund)
                <> CASE WHEN r.state IN ('closed', 'cancelled') THEN 0 ELSE -r.amount END
            ORDER BY r.id LIMIT ?1
            """,
            Self.maximumCount
        ) { try $0.text(0) }
    }

    func transfersWithoutEntry() throws -> [String] {
        try connection.all(
            """
            SELECT t.number FROM pay_transfer t
            WHERE (SELECT coalesce(sum(e.amount), 0) FROM pay_entry e
                WHERE e.cause IN ('transfer', 'transfer_back') AND e.cause_id = t.id
                    AND e.fund = t.fund)
                <> CASE WHEN t.state IN ('failed', 'cancelled') THEN 0 ELSE -t.amount END
            ORDER BY t.id LIMIT ?1
            """,
            Self.maximumCount
        ) { try $0.text(0) }
    }

    /// Entries of nothing that there is.
    func strayEntries() throws -> [String] {
        try connection.all(
            """
            SELECT e.cause, e.cause_id FROM pay_entry e
            WHERE NOT (e.cause = 'payment' AND EXISTS (
                    SELECT 1 FROM pay_payment p WHERE p.id = e.cause_id))
                AND NOT (e.cause IN ('refund', 'refund_back') AND EXISTS (
                    SELECT 1 FROM pay_refund r WHERE r.id = e.cause_id))
                AND NOT (e.cause IN ('transfer', 'transfer_back') AND EXISTS (
                    SELECT 1 FROM pay_transfer t WHERE t.id = e.cause_id))
            ORDER BY e.id LIMIT ?1
            """,
            Self.maximumCount
        ) { try "\($0.text(0)) \($0.integer(1))" }
    }

    func paidTwice() throws -> [String] {
        try connection.all(
            """
            SELECT ref FROM pay_transfer WHERE state = 'paid'
            GROUP BY ref HAVING count(*) > 1 ORDER BY ref LIMIT ?1
            """,
            Self.maximumCount
        ) { try $0.text(0) }
    }

    // MARK: Reports

    func report(account mchid: String) throws -> MoneyReport {
        var report = MoneyReport()
        report.paidIn = try sum(
            "SELECT coalesce(sum(received), 0) FROM pay_payment WHERE mchid = ?1",
            mchid
        )
        report.refunded = try sum(
            """
            SELECT coalesce(sum(amount), 0) FROM pay_refund WHERE mchid = ?1 AND state = 'done'
            """,
            mchid
        )
        report.refunding = try sum(
            """
            SELECT coalesce(sum(amount), 0) FROM pay_refund
            WHERE mchid = ?1 AND state NOT IN ('done', 'closed', 'cancelled')
            """,
            mchid
        )
        report.paidOut = try sum(
            """
            SELECT coalesce(sum(amount), 0) FROM pay_transfer WHERE mchid = ?1 AND state = 'paid'
            """,
            mchid
        )
        report.payingOut = try sum(
            """
            SELECT coalesce(sum(amount), 0) FROM pay_transfer
            WHERE mchid = ?1 AND state NOT IN ('paid', 'failed', 'cancelled')
            """,
            mchid
        )
        report.held = try sum(
            "SELECT coalesce(sum(balance), 0) FROM pay_fund WHERE mchid = ?1",
            mchid
        )
        return report
    }

    func report(fund: String) throws -> MoneyReport {
        var report = MoneyReport()
        report.paidIn = try sum(
            "SELECT coalesce(sum(received), 0) FROM pay_payment WHERE fund = ?1",
            fund
        )
        report.refunded = try sum(
            """
            SELECT coalesce(sum(amount), 0) FROM pay_refund WHERE fund = ?1 AND state = 'done'
            """,
            fund
        )
        report.refunding = try sum(
            """
            SELECT coalesce(sum(amount), 0) FROM pay_refund
            WHERE fund = ?1 AND state NOT IN ('done', 'closed', 'cancelled')
            """,
            fund
        )
        report.paidOut = try sum(
            """
            SELECT coalesce(sum(amount), 0) FROM pay_transfer WHERE fund = ?1 AND state = 'paid'
            """,
            fund
        )
        report.payingOut = try sum(
            """
            SELECT coalesce(sum(amount), 0) FROM pay_transfer
            WHERE fund = ?1 AND state NOT IN ('paid', 'failed', 'cancelled')
            """,
            fund
        )
        report.held = try sum("SELECT balance FROM pay_fund WHERE fund = ?1", fund)
        return report
    }

    private func sum(_ sql: StaticString, _ name: String) throws -> Money {
        try connection.first(sql, name) { try $0.money(0) } ?? .zero
    }
}
