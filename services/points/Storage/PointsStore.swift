import Basics
import PointsDomain
import Storage

/// All SQL of participants, ledger and totals. Balance, row, totals and rank change in one unit.
struct PointsStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// Appends a row and moves balance, totals and rank with it; makes the row of somebody seen
    /// for the first time. Anything but `done` has changed nothing else.
    func append(_ entry: LedgerEntry, to participant: Participant) throws -> AppendResult {
        if let account = try account(of: participant.id) {
            return try append(entry, to: participant.id, standing: account)
        }
        try register(participant, at: entry.at)
        guard let account = try account(of: participant.id) else {
            throw StorageError.misuse("a participant that was just made is missing")
        }
        return try append(entry, to: participant.id, standing: account)
    }

    /// The same for somebody whose account was read in this unit.
    func append(
        _ entry: LedgerEntry,
        to id: ID<WeChatIdentity>,
        standing account: Account
    ) throws -> AppendResult {
        guard !account.isClosed else { return .closed }
        guard let balance = account.balance.adding(entry.points), balance >= .zero else {
            return try hasEntry(entry.ref, of: id) ? .duplicate : .insufficientBalance
        }
        guard try insert(entry, of: id, number: account.entries + 1, balance: balance) else {
            return .duplicate
        }
        let isMoved = entry.points != .zero
        let turn =
            isMoved ? try nextTurn(participants: 0, points: entry.points) : account.turn
        try settle(balance, turn, account, of: id)
        if isMoved {
            try RankStore(connection, board: .balance)
                .put(id, at: Place(score: balance.count, turn: turn), from: account.place)
        }
        return .done(entry.points)
    }

    /// False if the cause is there already.
    private func insert(
        _ entry: LedgerEntry,
        of id: ID<WeChatIdentity>,
        number: Int64,
        balance: Points
    ) throws -> Bool {
        try connection.run(
            """
            INSERT INTO ledger
                (iid, number, ref, task, points, balance_after, rule_version, multiplier, note, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            ON CONFLICT (iid, ref) DO NOTHING
            """,
            id,
            number,
            entry.ref,
            entry.task.rawValue,
            entry.points.count,
            balance.count,
            entry.ruleVersion,
            entry.multiplier,
            entry.note,
            entry.at
        ) == 1
    }

    /// Only if nobody has appended meanwhile, which an engine with several writers allows.
    private func settle(
        _ balance: Points,
        _ turn: Int64,
        _ account: Account,
        of id: ID<WeChatIdentity>
    ) throws {
        let settled = try connection.run(
            """
            UPDATE participant SET balance = ?2, turn = ?3, entries = ?4
            WHERE iid = ?1 AND entries = ?5
            """,
            id,
            balance.count,
            turn,
            account.entries + 1,
            account.entries
        )
        guard settled == 1 else { throw StorageError.busy }
    }

    /// Moves the totals and answers the number by which whoever reached a score earlier is told.
    func nextTurn(participants: Int64, points: Points) throws -> Int64 {
        try connection.run(
            """
            UPDATE totals SET participants = participants + ?1, balance = balance + ?2,
                turn = turn - 1
            WHERE one = 1
            """,
            participants,
            points.count
        )
        // Costs less than RETURNING, and nobody else can have written the row meanwhile.
        let turn = try connection.first(
            "SELECT turn FROM totals WHERE one = 1",
            row: { try $0.integer(0) }
        )
        guard let turn else { throw StorageError.misuse("the totals are missing") }
        return turn
    }
}
