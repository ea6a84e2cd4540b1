import Basics
import PointsDomain
import Storage

/// All SQL of participants, ledger and totals. Balance, row and totals change in one unit.
struct PointsStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    // MARK: Writing

    /// Appends a row and moves balance and totals with it. False if the cause is there already;
    /// the unit must then be given up.
    func append(_ entry: LedgerEntry, to participant: Participant) throws -> Bool {
        let account = try add(entry.points, to: participant, at: entry.at)
        let added = try connection.run(
            """
            INSERT INTO ledger
                (iid, number, ref, task, points, balance_after, rule_version, multiplier, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (iid, ref) DO NOTHING
            """,
            participant.id,
            account.entries,
            entry.ref,
            entry.task.rawValue,
            entry.points.count,
            account.balance,
            entry.ruleVersion,
            entry.multiplier,
            entry.at
        )
        guard added == 1 else { return false }
        try connection.run(
            "UPDATE totals SET balance = balance + ?1 WHERE one = 1",
            entry.points.count
        )
        return true
    }

    /// Makes the row of somebody seen for the first time, and counts them; once, whatever comes
    /// first.
    func register(_ participant: Participant, at time: UnixTime) throws {
        let added = try connection.run(
            """
            INSERT INTO participant
                (iid, app, openid, nickname, avatar, balance, entries, created)
            VALUES (?1, ?2, ?3, '', '', 0, 0, ?4)
            ON CONFLICT (iid) DO NOTHING
            """,
            participant.id,
            participant.app,
            participant.openid,
            time
        )
        guard added == 1 else { return }
        try connection.run("UPDATE totals SET participants = participants + 1 WHERE one = 1")
    }

    private struct Account {
        let balance: Int64
        let entries: Int64
    }

    private func add(
        _ points: Points,
        to participant: Participant,
        at time: UnixTime
    ) throws -> Account {
        if let account = try add(points, to: participant.id) { return account }
        try register(participant, at: time)
        guard let account = try add(points, to: participant.id) else {
            throw StorageError.misuse("a participant that was just made is missing")
        }
        return account
    }

    /// Nil if there is no such participant yet.
    private func add(_ points: Points, to id: ID<Participant>) throws -> Account? {
        try connection.first(
            """
            UPDATE participant SET balance = balance + ?2, entries = entries + 1
            WHERE iid = ?1 RETURNING balance, entries
            """,
            id,
            points.count,
            row: { Account(balance: $0.integer(0), entries: $0.integer(1)) }
        )
    }

    // MARK: Reading

    /// Zeros for somebody who has not done anything yet.
    func standing(of id: ID<Participant>) throws -> Standing {
        let standing = try connection.first(
            """
            SELECT coalesce((SELECT balance FROM participant WHERE iid = ?1), 0),
                participants, balance
            FROM totals WHERE one = 1
            """,
            id,
            row: {
                Standing(
                    balance: Points($0.integer(0)),
                    participants: $0.integer(1),
                    sum: Points($0.integer(2))
                )
            }
        )
        return standing ?? Standing(balance: .zero, participants: 0, sum: .zero)
    }

    func hasEntry(_ ref: String, of id: ID<Participant>) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM ledger WHERE iid = ?1 AND ref = ?2",
            id,
            ref,
            row: { _ in true }
        ) ?? false
    }

    /// The rows of a page, newest first: those of a range of numbers, so that a page far down
    /// costs no more than the first one.
    func lines(_ page: Page, of id: ID<Participant>) throws -> [LedgerLine] {
        try connection.all(
            """
            SELECT task, points, at FROM ledger
            WHERE iid = ?1
                AND number <= (SELECT entries FROM participant WHERE iid = ?1) - ?2
            ORDER BY number DESC LIMIT ?3
            """,
            id,
            page.skipped,
            page.size,
            row: { row in
                guard let task = PointsTask(rawValue: row.text(0)) else {
                    throw StorageError.corrupt
                }
                return LedgerLine(task: task, points: Points(row.integer(1)), at: row.time(2))
            }
        )
    }
}
