import Basics
import PointsDomain
import Storage

/// Proves a file: every ledger adds up row by row to its owner's balance, as the rules of its time
/// say, everybody stands where they belong on every board, and all of them make the totals. Reads
/// one state of the file, also while it is being written.
struct LedgerCheck {
    /// What was added up.
    struct Sums: Equatable, Sendable {
        /// Those who take part.
        var participants: Int64 = 0
        var entries: Int64 = 0
        var balance: Int64 = 0
        var invitations: Int64 = 0
    }

    /// What was found to be off, in words that name the row.
    struct Problem: Error, Equatable {
        let text: String
    }

    let connection: Connection
    let rules: [Int64: Rules]

    init(_ connection: Connection) throws {
        self.connection = connection
        var rules: [Int64: Rules] = [:]
        for version in try RulesStore(connection: connection).versions() {
            let read = try? RulesFile.read(Bytes(version.text.utf8))
            guard let read, read.version == version.number else {
                throw Problem(text: "the rules of version \(version.number) cannot be read")
            }
            rules[version.number] = read
        }
        self.rules = rules
    }

    /// All of it. Throws the first `Problem`.
    func run() throws -> Sums {
        var sums = Sums()
        var last: ID<WeChatIdentity>? = ID(.min)
        while let after = last {
            last = try checkParticipants(after: after, upTo: 1000, adding: &sums)
        }
        try checkWhole(against: sums)
        return sums
    }

    /// Checks some participants, each by itself, and answers the last of them; nil at the end.
    func checkParticipants(
        after: ID<WeChatIdentity>,
        upTo limit: Int,
        adding sums: inout Sums
    ) throws -> ID<WeChatIdentity>? {
        let participants = try connection.all(
            """
            SELECT iid, balance, turn, entries, invited, closed FROM participant
            WHERE iid > ?1 ORDER BY iid LIMIT ?2
            """,
            after,
            limit,
            row: { row in
                let account = try Account(
                    balance: Points(row.integer(1)),
                    turn: row.integer(2),
                    entries: row.integer(3),
                    invited: row.integer(4),
                    isClosed: row.bool(5)
                )
                return try (id: row.id(0) as ID<WeChatIdentity>, account: account)
            }
        )
        for (id, account) in participants {
            try check(id, account)
            sums.participants += account.isClosed ? 0 : 1
            sums.entries = try Self.sum(sums.entries, account.entries, "the ledgers")
            sums.balance = try Self.sum(sums.balance, account.balance.count, "the balances")
            sums.invitations += account.invited
        }
        return participants.last?.id
    }

    private func check(_ id: ID<WeChatIdentity>, _ account: Account) throws {
        try checkLedger(of: id, account)
        try checkInvitations(of: id, account)
        guard let place = account.place else { return }
        guard try RankStore(connection, board: .balance).holder(of: place) == id else {
            throw Problem(
                text: "participant \(id) has balance \(account.balance.count), "
                    + "but does not stand there on the board"
            )
        }
    }

    static func sum(_ left: Int64, _ right: Int64, _ name: String) throws -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        guard !overflow else { throw Problem(text: "\(name): the sum overflows") }
        return sum
    }
}
