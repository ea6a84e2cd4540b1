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

    init(_ connection: Connection, board: Board, widest: Int64 = 256) {
        self.connection = connection
        self.board = board
        self.widest = widest
    }

    /// Puts somebody where they belong now; they may stand on the board already.
    func put(_ id: ID<Participant>, at place: Place) throws {
        var levels = try self.levels()
        if let old = try self.place(of: id) {
            try write(id, place)
            try leave(old, levels)
        } else {
            if levels == 0 {
                try insert(.lowest, places: 0, level: 1)
                levels = 1
            }
            try add(id, place)
        }
        let width = try count(1, around: place, levels)
        if width > widest { try split(around: place, level: 1) }
    }

    /// Takes somebody off the board, if they are on it.
    func remove(_ id: ID<Participant>) throws {
        guard let old = try place(of: id) else { return }
        let levels = try self.levels()
        try connection.run(
            "DELETE FROM place WHERE board = ?1 AND iid = ?2",
            board.number,
            id
        )
        try leave(old, levels)
    }

    private func leave(_ old: Place, _ levels: Int64) throws {
        let left = try count(-1, around: old, levels)
        if left == 0 { try drop(around: old, levels) }
    }

    /// Where somebody stands; nil if they are not on the board.
    func place(of id: ID<Participant>) throws -> Place? {
        try connection.first(
            "SELECT score, turn FROM place WHERE board = ?1 AND iid = ?2",
            board.number,
            id,
            row: { Place(score: $0.integer(0), turn: $0.integer(1)) }
        )
    }

    /// The highest level there is; 0 for an empty board.
    func levels() throws -> Int64 {
        try connection.first(
            "SELECT coalesce(max(level), 0) FROM rank_node WHERE board = ?1",
            board.number,
            row: { $0.integer(0) }
        ) ?? 0
    }

    private func add(_ id: ID<Participant>, _ place: Place) throws {
        try connection.run(
            "INSERT INTO place (board, iid, score, turn) VALUES (?1, ?2, ?3, ?4)",
            board.number,
            id,
            place.score,
            place.turn
        )
    }

    private func write(_ id: ID<Participant>, _ place: Place) throws {
        try connection.run(
            "UPDATE place SET score = ?3, turn = ?4 WHERE board = ?1 AND iid = ?2",
            board.number,
            id,
            place.score,
            place.turn
        )
    }

    /// Counts in the stretches around `place`; answers how many the one of level 1 has now.
    private func count(_ change: Int64, around place: Place, _ levels: Int64) throws -> Int64 {
        var places: Int64?
        for level in stride(from: levels, through: 1, by: -1) {
            places = try connection.first(
                """
                UPDATE rank_node SET places = places + ?5
                WHERE board = ?1 AND level = ?2 AND (score, turn) = (
                    SELECT score, turn FROM rank_node
                    WHERE board = ?1 AND level = ?2 AND (score, turn) <= (?3, ?4)
                    ORDER BY score DESC, turn DESC LIMIT 1)
                RETURNING places
                """,
                board.number,
                level,
                place.score,
                place.turn,
                change,
                row: { $0.integer(0) }
            )
        }
        guard let places else { throw StorageError.misuse("a board has no stretches") }
        return places
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
