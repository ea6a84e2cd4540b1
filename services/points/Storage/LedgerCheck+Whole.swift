import Basics
import PointsDomain
import Storage

/// What is checked of all together.
extension LedgerCheck {
    /// What all participants come to.
    func sums() throws -> Sums {
        let sums = try connection.first(
            """
            SELECT coalesce(sum(1 - closed), 0), coalesce(sum(entries), 0),
                coalesce(sum(balance), 0), coalesce(sum(invited), 0)
            FROM participant
            """,
            row: {
                try Sums(
                    participants: $0.integer(0),
                    entries: $0.integer(1),
                    balance: $0.integer(2),
                    invitations: $0.integer(3)
                )
            }
        )
        return sums ?? Sums()
    }

    /// Totals, rows without an owner, and the boards.
    func checkWhole(against sums: Sums) throws {
        let rows = try count("SELECT count(*) FROM ledger")
        guard rows == sums.entries else {
            throw Problem(text: "\(rows) ledger rows, of which \(sums.entries) have an owner")
        }
        try checkTotals(sums)
        let places = try connection.first(
            "SELECT count(*) FROM place WHERE board = ?1",
            Board.balance.number,
            row: { try $0.integer(0) }
        )
        guard places == sums.participants else {
            throw Problem(
                text: "\(places ?? 0) places by balance for \(sums.participants) participants"
            )
        }
        let invitations = try count("SELECT count(*) FROM invitation")
        let onBoards = try connection.first(
            "SELECT coalesce(sum(score), 0) FROM place WHERE board <> ?1",
            Board.balance.number,
            row: { try $0.integer(0) }
        )
        guard invitations == sums.invitations, invitations == onBoards else {
            throw Problem(
                text: "\(invitations) invitations; participants have \(sums.invitations), "
                    + "the boards \(onBoards ?? 0)"
            )
        }
        for board in try boards() {
            try RankCheck(connection: connection, board: board).run()
        }
    }

    private func checkTotals(_ sums: Sums) throws {
        let totals = try connection.first(
            """
            SELECT participants, balance, turn <= (SELECT coalesce(min(turn), 0) FROM place)
            FROM totals WHERE one = 1
            """,
            row: { try ($0.integer(0), $0.integer(1), $0.bool(2)) }
        )
        guard let totals else { throw Problem(text: "the totals are missing") }
        guard (totals.0, totals.1) == (sums.participants, sums.balance) else {
            throw Problem(
                text: "totals say \(totals.0) participants with \(totals.1) points, "
                    + "the rows make \(sums.participants) with \(sums.balance)"
            )
        }
        guard totals.2 else { throw Problem(text: "a place has a turn that was not given out") }
    }

    private func boards() throws -> [Board] {
        try connection.all(
            "SELECT DISTINCT board FROM rank_node UNION SELECT DISTINCT board FROM place",
            row: { try Board(number: $0.integer(0)) }
        )
    }

    private func count(_ sql: StaticString) throws -> Int64 {
        try connection.first(sql, row: { try $0.integer(0) }) ?? 0
    }
}
