import Basics
import PointsDomain
import Storage

/// What is asked of a board.
extension RankStore {
    /// How many stand there or above; 0 for those who are not on the board.
    func rank(of place: Place?) throws -> Int64 {
        guard let place else { return 0 }
        var above: Int64 = 0
        var end = Place.highest
        for level in stride(from: try levels(), through: 1, by: -1) {
            let next = min(try key(after: place, level: level), end)
            if next < end { above += try places(in: next..<end, level: level + 1) }
            end = next
        }
        return try above + places(above: place, below: end) + 1
    }

    /// Who stands there.
    func holder(of place: Place) throws -> ID<WeChatIdentity>? {
        try connection.first(
            "SELECT iid FROM place WHERE board = ?1 AND score = ?2 AND turn = ?3",
            board.number,
            place.score,
            place.turn,
            row: { try $0.id(0) }
        )
    }

    /// The best ones, best first.
    func best(_ count: Int) throws -> [Ranking.Line] {
        try connection.all(
            """
            SELECT coalesce(profile.nickname, ''), coalesce(profile.avatar, ''), place.score
            FROM place LEFT JOIN profile ON profile.iid = place.iid
            WHERE place.board = ?1 ORDER BY place.score DESC, place.turn DESC LIMIT ?2
            """,
            board.number,
            count,
            row: {
                try Ranking.Line(
                    nickname: $0.text(0),
                    avatar: $0.text(1),
                    points: Points($0.integer(2))
                )
            }
        )
    }

    private func places(above place: Place, below end: Place) throws -> Int64 {
        try connection.first(
            """
            SELECT count(*) FROM place
            WHERE board = ?1 AND (score, turn) > (?2, ?3) AND (score, turn) < (?4, ?5)
            """,
            board.number,
            place.score,
            place.turn,
            end.score,
            end.turn,
            row: { try $0.integer(0) }
        ) ?? 0
    }

    /// How many places there are in a stretch of `level`, added up from the level below.
    func places(in range: Range<Place>, level: Int64) throws -> Int64 {
        guard level > 1 else {
            return try connection.first(
                """
                SELECT count(*) FROM place
                WHERE board = ?1 AND (score, turn) >= (?2, ?3) AND (score, turn) < (?4, ?5)
                """,
                board.number,
                range.lowerBound.score,
                range.lowerBound.turn,
                range.upperBound.score,
                range.upperBound.turn,
                row: { try $0.integer(0) }
            ) ?? 0
        }
        return try connection.first(
            """
            SELECT coalesce(sum(places), 0) FROM rank_node
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
}
