import Basics
import PointsDomain
import Storage

/// All SQL of places and of the counted tree over them (decision 0016).
///
/// Level 1 parts the places of a board into stretches of at most `widest` and says how many each
/// holds; level 2 does the same with the stretches of level 1, and so on. A stretch reaches from
/// its own key up to the next one of its level, and every key of a level is one of the level below
/// as well. So a change touches one row a level, and a rank adds up `widest` rows a level.
struct RankStore {
    let connection: Connection
    let board: Board
    /// Most children of a stretch; one more parts it in halves.
    let widest: Int64

    init(_ connection: Connection, board: Board, widest: Int64 = 128) {
        self.connection = connection
        self.board = board
        self.widest = widest
    }

    /// Puts somebody where they belong now; `old` is where they stood until now.
    func put(_ id: ID<WeChatIdentity>, at place: Place, from old: Place?) throws {
        var levels = try self.levels()
        if let old {
            try move(id, from: old, to: place)
            try count(-1, around: old, levels)
        } else {
            if levels == 0 {
                try insert(.lowest, places: 0, level: 1)
                levels = 1
            }
            try add(id, place)
        }
        try count(1, around: place, levels)
    }

    /// Takes somebody off the board.
    func remove(_ id: ID<WeChatIdentity>, from old: Place) throws {
        let removed = try connection.run(
            "DELETE FROM place WHERE board = ?1 AND score = ?2 AND turn = ?3 AND iid = ?4",
            board.number,
            old.score,
            old.turn,
            id
        )
        guard removed == 1 else { throw StorageError.corrupt }
        try count(-1, around: old, try levels())
    }

    /// Where somebody stands on the board of a day; nil if they are not on it.
    func place(of id: ID<WeChatIdentity>) throws -> Place? {
        try connection.first(
            "SELECT score, turn FROM place WHERE board = ?1 AND iid = ?2 AND board <> -1",
            board.number,
            id,
            row: { try Place(score: $0.integer(0), turn: $0.integer(1)) }
        )
    }

    /// The highest level there is; 0 for an empty board.
    func levels() throws -> Int64 {
        try connection.first(
            "SELECT coalesce(max(level), 0) FROM rank_node WHERE board = ?1",
            board.number,
            row: { try $0.integer(0) }
        ) ?? 0
    }

    private func add(_ id: ID<WeChatIdentity>, _ place: Place) throws {
        try connection.run(
            "INSERT INTO place (board, iid, score, turn) VALUES (?1, ?2, ?3, ?4)",
            board.number,
            id,
            place.score,
            place.turn
        )
    }

    private func move(_ id: ID<WeChatIdentity>, from old: Place, to place: Place) throws {
        let moved = try connection.run(
            """
            UPDATE place SET score = ?5, turn = ?6
            WHERE board = ?1 AND score = ?2 AND turn = ?3 AND iid = ?4
            """,
            board.number,
            old.score,
            old.turn,
            id,
            place.score,
            place.turn
        )
        guard moved == 1 else { throw StorageError.corrupt }
    }

    /// Counts in the stretches around `place`. The one of level 1 may become empty or too wide by
    /// it, about once in a hundred changes; then the tree takes another shape.
    private func count(_ change: Int64, around place: Place, _ levels: Int64) throws {
        for level in stride(from: levels, to: 1, by: -1) {
            try count(change, around: place, level: level, within: 0...(.max))
        }
        if try count(change, around: place, level: 1, within: 1...widest) { return }
        guard try count(change, around: place, level: 1, within: 0...(.max)) else {
            throw StorageError.corrupt
        }
        if change < 0 {
            try drop(around: place, levels)
        } else {
            try split(around: place, level: 1)
        }
    }

    /// False if that would leave the stretch with a number of places that is not `within`.
    @discardableResult
    private func count(
        _ change: Int64,
        around place: Place,
        level: Int64,
        within: ClosedRange<Int64>
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE rank_node SET places = places + ?5
            WHERE board = ?1 AND level = ?2 AND (score, turn) = (
                SELECT score, turn FROM rank_node
                WHERE board = ?1 AND level = ?2 AND (score, turn) <= (?3, ?4)
                ORDER BY score DESC, turn DESC LIMIT 1)
                AND places + ?5 BETWEEN ?6 AND ?7
            """,
            board.number,
            level,
            place.score,
            place.turn,
            change,
            within.lowerBound,
            within.upperBound
        ) == 1
    }

    func insert(_ key: Place, places: Int64, level: Int64) throws {
        try connection.run(
            """
            INSERT INTO rank_node (board, level, score, turn, places)
            VALUES (?1, ?2, ?3, ?4, ?5)
            """,
            board.number,
            level,
            key.score,
            key.turn,
            places
        )
    }
}
