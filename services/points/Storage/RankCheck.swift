import Basics
import PointsDomain
import Storage

/// Proves the counted tree of a board: every stretch holds as many places as it says.
struct RankCheck {
    let connection: Connection
    let board: Board

    /// Throws the first `LedgerCheck.Problem`.
    func run() throws {
        let store = RankStore(connection, board: board)
        let levels = try store.levels()
        guard levels >= 1 else {
            throw LedgerCheck.Problem(text: "\(name) has places, but nothing counts them")
        }
        for level in 1...levels { try check(level, in: store) }
    }

    private func check(_ level: Int64, in store: RankStore) throws {
        var previous: (key: Place, places: Int64)?
        try connection.each(
            """
            SELECT score, turn, places FROM rank_node WHERE board = ?1 AND level = ?2
            ORDER BY score, turn
            """,
            board.number,
            level,
            row: { row in
                let key = try Place(score: row.integer(0), turn: row.integer(1))
                if let previous {
                    try check(previous.key..<key, previous.places, level, in: store)
                } else if key != .lowest {
                    throw LedgerCheck.Problem(text: "\(name): level \(level) has no beginning")
                }
                previous = try (key, row.integer(2))
            }
        )
        guard let last = previous else {
            throw LedgerCheck.Problem(text: "\(name): level \(level) is missing")
        }
        try check(last.key..<Place.highest, last.places, level, in: store)
    }

    private func check(
        _ range: Range<Place>,
        _ places: Int64,
        _ level: Int64,
        in store: RankStore
    ) throws {
        let counted = try store.places(in: range, level: level)
        guard counted == places else {
            throw LedgerCheck.Problem(
                text: "\(name): a stretch of level \(level) from \(range.lowerBound.score) on "
                    + "says \(places) places, there are \(counted)"
            )
        }
        guard level > 1 else { return }
        let below = try connection.first(
            """
            SELECT 1 FROM rank_node WHERE board = ?1 AND level = ?2 AND score = ?3 AND turn = ?4
            """,
            board.number,
            level - 1,
            range.lowerBound.score,
            range.lowerBound.turn,
            row: { _ in true }
        )
        guard below == true else {
            throw LedgerCheck.Problem(
                text: "\(name): a stretch of level \(level) has no first child"
            )
        }
    }

    private var name: String {
        board == .balance
            ? "the board of balances" : "the board of \(Day(number: board.number).text)"
    }
}
