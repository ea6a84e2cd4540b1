import Basics
import PointsDomain
import Storage

/// How the tree keeps its shape.
extension RankStore {
    /// Parts the stretch of a level in which `place` lies when it has grown too wide, and then the
    /// one above it, which has a child more.
    func split(around place: Place, level: Int64) throws {
        guard let stretch = try stretch(around: place, level: level) else { return }
        let children = level > 1 ? try children(of: stretch.range, level: level) : stretch.places
        guard children > widest else { return }
        guard let middle = try middle(of: stretch.range, level: level) else { return }
        let right = try places(in: middle..<stretch.range.upperBound, level: level)
        try insert(middle, places: right, level: level)
        try set(stretch.places - right, at: stretch.range.lowerBound, level: level)
        try grow(above: level)
        try split(around: place, level: level + 1)
    }

    /// Begins a further level when the highest one has grown too wide.
    private func grow(above level: Int64) throws {
        guard try levels() == level else { return }
        let all = Place.lowest..<Place.highest
        guard try children(of: all, level: level + 1) > widest else { return }
        try insert(.lowest, places: try places(in: all, level: level + 1), level: level + 1)
    }

    /// Forgets stretches around `place` that hold nothing any more, from the highest level down,
    /// but for those that a stretch above begins with. With a stretch those go that it began with
    /// below, or they would be children too many of its neighbour.
    func drop(around place: Place, _ levels: Int64) throws {
        var empty: [Place] = []
        for level in stride(from: levels, through: 1, by: -1) {
            if let stretch = try stretch(around: place, level: level), stretch.places == 0,
                stretch.range.lowerBound != .lowest, !empty.contains(stretch.range.lowerBound)
            {
                empty.append(stretch.range.lowerBound)
            }
            for key in empty { try forget(key, level: level) }
        }
    }

    private func forget(_ key: Place, level: Int64) throws {
        try connection.run(
            """
            DELETE FROM rank_node
            WHERE board = ?1 AND level = ?2 AND score = ?3 AND turn = ?4 AND places = 0
                AND NOT EXISTS (
                    SELECT 1 FROM rank_node
                    WHERE board = ?1 AND level = ?2 + 1 AND score = ?3 AND turn = ?4)
            """,
            board.number,
            level,
            key.score,
            key.turn
        )
    }

    private func set(_ places: Int64, at key: Place, level: Int64) throws {
        try connection.run(
            """
            UPDATE rank_node SET places = ?5
            WHERE board = ?1 AND level = ?2 AND score = ?3 AND turn = ?4
            """,
            board.number,
            level,
            key.score,
            key.turn,
            places
        )
    }

    // MARK: Stretches

    private func stretch(
        around place: Place,
        level: Int64
    ) throws -> (range: Range<Place>, places: Int64)? {
        let own = try connection.first(
            """
            SELECT score, turn, places FROM rank_node
            WHERE board = ?1 AND level = ?2 AND (score, turn) <= (?3, ?4)
            ORDER BY score DESC, turn DESC LIMIT 1
            """,
            board.number,
            level,
            place.score,
            place.turn,
            row: { try (Place(score: $0.integer(0), turn: $0.integer(1)), $0.integer(2)) }
        )
        guard let own else { return nil }
        return (own.0..<(try key(after: own.0, level: level)), own.1)
    }

    func key(after key: Place, level: Int64) throws -> Place {
        try connection.first(
            """
            SELECT score, turn FROM rank_node
            WHERE board = ?1 AND level = ?2 AND (score, turn) > (?3, ?4)
            ORDER BY score, turn LIMIT 1
            """,
            board.number,
            level,
            key.score,
            key.turn,
            row: { try Place(score: $0.integer(0), turn: $0.integer(1)) }
        ) ?? .highest
    }

    /// How many stretches of the level below one has.
    private func children(of range: Range<Place>, level: Int64) throws -> Int64 {
        try connection.first(
            """
            SELECT count(*) FROM rank_node
            WHERE board = ?1 AND level = ?2 AND (score, turn) >= (?3, ?4)
                AND (score, turn) < (?5, ?6)
            """,
            board.number,
            level - 1,
            range.lowerBound.score,
            range.lowerBound.turn,
            range.upperBound.score,
            range.upperBound.turn,
            row: { try $0.integer(0) }
        ) ?? 0
    }

    /// The key of the child in the middle of a stretch.
    private func middle(of range: Range<Place>, level: Int64) throws -> Place? {
        guard level > 1 else { return try middlePlace(of: range) }
        return try connection.first(
            """
            SELECT score, turn FROM rank_node
            WHERE board = ?1 AND level = ?2 AND (score, turn) >= (?3, ?4)
            ORDER BY score, turn LIMIT 1 OFFSET ?5
            """,
            board.number,
            level - 1,
            range.lowerBound.score,
            range.lowerBound.turn,
            widest / 2,
            row: { try Place(score: $0.integer(0), turn: $0.integer(1)) }
        )
    }

    private func middlePlace(of range: Range<Place>) throws -> Place? {
        try connection.first(
            """
            SELECT score, turn FROM place WHERE board = ?1 AND (score, turn) >= (?2, ?3)
            ORDER BY score, turn LIMIT 1 OFFSET ?4
            """,
            board.number,
            range.lowerBound.score,
            range.lowerBound.turn,
            widest / 2,
            row: { try Place(score: $0.integer(0), turn: $0.integer(1)) }
        )
    }
}
