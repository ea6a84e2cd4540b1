import Basics
import Storage
import TreasureDomain

extension TaskListStore {
    /// The lists of tasks that somebody is shown.
    enum List: Hashable, Sendable, CaseIterable {
        case square, releases, partakes, prizes
    }

    /// What lies below a place of a list, one after the other.
    func lines(
        _ list: List,
        below place: Int64,
        upTo count: Int64,
        _ use: (TaskLine) throws -> Void
    ) throws {
        switch list {
        case .square: try square(below: place, upTo: count, use)
        case .releases: try releases(below: place, upTo: count, use)
        case .partakes: try partakes(below: place, upTo: count, use)
        case .prizes: try prizes(below: place, upTo: count, use)
        }
    }

    /// The place so many rows below another one; nil past the end. Looks at places alone.
    func place(_ list: List, below place: Int64, rows: Int64) throws -> Int64? {
        switch list {
        case .square:
            try connection.first(
                """
                SELECT listed FROM task WHERE listed < ?1 ORDER BY listed DESC LIMIT 1 OFFSET ?2
                """,
                place,
                rows - 1,
                row: { try $0.integer(0) }
            )
        case .releases:
            try connection.first(
                """
                SELECT id FROM task WHERE publisher = ?3 AND id < ?1
                ORDER BY id DESC LIMIT 1 OFFSET ?2
                """,
                place,
                rows - 1,
                viewer,
                row: { try $0.integer(0) }
            )
        case .partakes:
            try connection.first(
                """
                SELECT joined FROM participant WHERE uid = ?3 AND joined < ?1
                ORDER BY joined DESC LIMIT 1 OFFSET ?2
                """,
                place,
                rows - 1,
                viewer,
                row: { try $0.integer(0) }
            )
        case .prizes:
            try connection.first(
                """
                SELECT found FROM prize WHERE winner = ?3 AND found < ?1
                ORDER BY found DESC LIMIT 1 OFFSET ?2
                """,
                place,
                rows - 1,
                viewer,
                row: { try $0.integer(0) }
            )
        }
    }
}
