import Basics
import Storage

/// All SQL about what WeChat Pay's bills say: the tables `pay_bill` and `pay_difference`, and which
/// rows a bill has named.
struct BillStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// What a day's bills came to, of the service's own numbers.
    struct Totals: Sendable, Equatable {
        var payments: Int64 = 0
        var refunds: Int64 = 0
        var transfers: Int64 = 0
        var paidIn: Int64 = 0
        var refunded: Int64 = 0
        var paidOut: Int64 = 0
    }

    func set(_ totals: Totals, of mchid: String, on day: Day, at now: UnixTime) throws {
        try connection.run(
            """
            INSERT INTO pay_bill
                (mchid, day, compared_at, payments, refunds, transfers, paid_in, refunded,
                paid_out)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (mchid, day) DO UPDATE SET
                compared_at = excluded.compared_at, payments = excluded.payments,
                refunds = excluded.refunds, transfers = excluded.transfers,
                paid_in = excluded.paid_in, refunded = excluded.refunded,
                paid_out = excluded.paid_out
            """,
            mchid,
            day,
            now,
            totals.payments,
            totals.refunds,
            totals.transfers,
            totals.paidIn,
            totals.refunded,
            totals.paidOut
        )
    }

    // MARK: Which rows a bill has named

    func markPayment(_ number: String, on day: Day) throws {
        try connection.run(
            "UPDATE pay_payment SET billed_on = ?2 WHERE number = ?1",
            number,
            day
        )
    }

    func markRefund(_ number: String, on day: Day) throws {
        try connection.run("UPDATE pay_refund SET billed_on = ?2 WHERE number = ?1", number, day)
    }

    func markTransfer(_ number: String, isReturned: Bool, on day: Day) throws {
        if isReturned {
            try connection.run(
                "UPDATE pay_transfer SET returned_on = ?2 WHERE number = ?1",
                number,
                day
            )
        } else {
            try connection.run(
                "UPDATE pay_transfer SET billed_on = ?2 WHERE number = ?1",
                number,
                day
            )
        }
    }

    /// Number and fen of what should have stood in a bill, and did not.
    typealias Missing = (number: String, fen: Int64, state: String)

    func missingPayments(of mchid: String, from: UnixTime, to: UnixTime) throws -> [Missing] {
        try connection.all(
            """
            SELECT number, received, state FROM pay_payment
            WHERE mchid = ?1 AND paid_at >= ?2 AND paid_at < ?3 AND billed_on IS NULL
            ORDER BY paid_at LIMIT 1000
            """,
            mchid,
            from,
            to
        ) { try ($0.text(0), $0.integer(1), $0.text(2)) }
    }

    func missingRefunds(of mchid: String, from: UnixTime, to: UnixTime) throws -> [Missing] {
        try connection.all(
            """
            SELECT number, amount, state FROM pay_refund
            WHERE mchid = ?1 AND taken_at >= ?2 AND taken_at < ?3 AND billed_on IS NULL
                AND taken_at IS NOT NULL AND state IN ('processing', 'done', 'abnormal')
            ORDER BY taken_at LIMIT 1000
            """,
            mchid,
            from,
            to
        ) { try ($0.text(0), $0.integer(1), $0.text(2)) }
    }

    func missingTransfers(of mchid: String, from: UnixTime, to: UnixTime) throws -> [Missing] {
        try connection.all(
            """
            SELECT number, amount, state FROM pay_transfer
            WHERE mchid = ?1 AND taken_at >= ?2 AND taken_at < ?3 AND billed_on IS NULL
                AND taken_at IS NOT NULL AND state IN ('confirming', 'transferring', 'paid')
            ORDER BY taken_at LIMIT 1000
            """,
            mchid,
            from,
            to
        ) { try ($0.text(0), $0.integer(1), $0.text(2)) }
    }

    // MARK: Differences

    /// What was found.
    struct Found: Sendable, Equatable {
        let kind: BillDifference.Kind
        let number: String
        let ours: String
        let theirs: String
    }

    /// Once for each day, kind and number.
    func add(_ found: Found, of mchid: String, on day: Day, at now: UnixTime) throws {
        let id: ID<BillDifference> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO pay_difference (id, mchid, day, kind, number, ours, theirs, found_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (mchid, day, kind, number) DO NOTHING
            """,
            id,
            mchid,
            day,
            found.kind.rawValue,
            found.number,
            found.ours,
            found.theirs,
            now
        )
    }

    func difference(_ id: ID<BillDifference>) throws -> BillDifference? {
        try connection.first(
            """
            SELECT id, mchid, day, kind, number, ours, theirs, found_at, explained_at, explained_by,
                explanation
            FROM pay_difference WHERE id = ?1
            """,
            id,
            row: Self.difference
        )
    }

    /// Those that nobody has explained yet, the oldest first.
    func open(after id: Int64, limit: Int) throws -> [BillDifference] {
        try connection.all(
            """
            SELECT id, mchid, day, kind, number, ours, theirs, found_at, explained_at, explained_by,
                explanation
            FROM pay_difference WHERE explained_at IS NULL AND id > ?1 ORDER BY id LIMIT ?2
            """,
            id,
            limit,
            row: Self.difference
        )
    }

    /// All of them, the oldest first.
    func all(after id: Int64, limit: Int) throws -> [BillDifference] {
        try connection.all(
            """
            SELECT id, mchid, day, kind, number, ours, theirs, found_at, explained_at, explained_by,
                explanation
            FROM pay_difference WHERE id > ?1 ORDER BY id LIMIT ?2
            """,
            id,
            limit,
            row: Self.difference
        )
    }

    /// False where there is none, or it was explained already.
    func explain(
        _ id: ID<BillDifference>,
        by name: String,
        _ text: String,
        at now: UnixTime
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE pay_difference SET explained_at = ?2, explained_by = ?3, explanation = ?4
            WHERE id = ?1 AND explained_at IS NULL
            """,
            id,
            now,
            name,
            text
        ) == 1
    }

    private static func difference(_ row: Row) throws -> BillDifference {
        let explainedAt = try row.optionalTime(8)
        return try BillDifference(
            id: row.id(0),
            mchid: row.text(1),
            day: row.day(2),
            kind: row.value(3),
            number: row.text(4),
            ours: row.text(5),
            theirs: row.text(6),
            foundAt: row.time(7),
            explanation: explainedAt.map {
                BillDifference.Explanation(
                    at: $0,
                    by: try row.optionalText(9) ?? "",
                    text: try row.optionalText(10) ?? ""
                )
            }
        )
    }
}
