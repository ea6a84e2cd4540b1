import Basics
import PointsDomain
import Storage

/// Proves a file: every ledger adds up row by row to its owner's balance, and all of them to the
/// totals. Reads one state of the file, also while it is being written.
struct LedgerCheck {
    /// What was added up.
    struct Sums: Equatable {
        var participants: Int64 = 0
        var entries: Int64 = 0
        var balance: Int64 = 0
    }

    /// What was found to be off, in words that name the row.
    struct Problem: Error, Equatable {
        let text: String
    }

    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// Throws the first `Problem`.
    func run() throws -> Sums {
        var sums = Sums()
        try connection.each(
            "SELECT iid, balance, entries FROM participant ORDER BY iid",
            row: { row in
                let id: ID<Participant> = row.id(0)
                try check(id, balance: row.integer(1), entries: row.integer(2))
                sums.participants += 1
                sums.entries = try Self.sum(sums.entries, row.integer(2), "the ledgers")
                sums.balance = try Self.sum(sums.balance, row.integer(1), "the balances")
            }
        )
        try checkOrphans(sums)
        try checkTotals(sums)
        return sums
    }

    private func check(_ id: ID<Participant>, balance: Int64, entries: Int64) throws {
        var number: Int64 = 0
        var total: Int64 = 0
        try connection.each(
            "SELECT number, points, balance_after FROM ledger WHERE iid = ?1 ORDER BY number",
            id,
            row: { row in
                number += 1
                let name = "ledger row \(number) of participant \(id)"
                guard row.integer(0) == number else { throw Problem(text: "\(name) is missing") }
                total = try Self.sum(total, row.integer(1), name)
                guard row.integer(2) == total else {
                    throw Problem(
                        text: "\(name) says balance \(row.integer(2)), its rows make \(total)"
                    )
                }
            }
        )
        guard number == entries else {
            throw Problem(text: "participant \(id) has \(entries) entries, but \(number) rows")
        }
        guard total == balance else {
            throw Problem(text: "participant \(id) has balance \(balance), the rows make \(total)")
        }
    }

    private func checkOrphans(_ sums: Sums) throws {
        let rows = try connection.first("SELECT count(*) FROM ledger", row: { $0.integer(0) })
        guard rows == sums.entries else {
            throw Problem(text: "\(rows ?? 0) ledger rows, of which \(sums.entries) have an owner")
        }
    }

    private func checkTotals(_ sums: Sums) throws {
        let totals = try connection.first(
            "SELECT participants, balance FROM totals WHERE one = 1",
            row: { ($0.integer(0), $0.integer(1)) }
        )
        guard let totals else { throw Problem(text: "the totals are missing") }
        guard totals == (sums.participants, sums.balance) else {
            throw Problem(
                text: "totals say \(totals.0) participants with \(totals.1) points, "
                    + "the rows make \(sums.participants) with \(sums.balance)"
            )
        }
    }

    private static func sum(_ left: Int64, _ right: Int64, _ name: String) throws -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        guard !overflow else { throw Problem(text: "\(name): the sum overflows") }
        return sum
    }
}
