import Basics
import PointsDomain
import Storage

/// All SQL of what somebody has earned in a day; kept for tasks with a cap alone.
struct DayEarnings {
    /// The name under which all tasks are counted together.
    static let all = "total"

    private let connection: Connection
    private let id: ID<WeChatIdentity>
    private let day: Day

    init(_ connection: Connection, of id: ID<WeChatIdentity>, on day: Day) {
        self.connection = connection
        self.id = id
        self.day = day
    }

    /// What is left of `points` under the caps of the day.
    func capped(_ points: Points, for task: PointsTask, under rules: Rules) throws -> Points {
        rules.capped(
            points,
            for: task,
            earnedInTask: try earned(task.rawValue),
            earnedInAll: try earned(Self.all)
        )
    }

    /// Counts what was earned.
    func add(_ points: Points, for task: PointsTask) throws {
        try add(points, task.rawValue)
        try add(points, Self.all)
    }

    private func earned(_ name: String) throws -> Points {
        let points = try connection.first(
            "SELECT points FROM day_earning WHERE iid = ?1 AND task = ?2 AND day = ?3",
            id,
            name,
            day,
            row: { try Points($0.integer(0)) }
        )
        return points ?? .zero
    }

    /// One row for each name: another day begins anew.
    private func add(_ points: Points, _ name: String) throws {
        try connection.run(
            """
            INSERT INTO day_earning (iid, task, day, points) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (iid, task) DO UPDATE SET
                points = excluded.points
                    + CASE WHEN day_earning.day = excluded.day THEN day_earning.points ELSE 0 END,
                day = excluded.day
            """,
            id,
            name,
            day,
            points.count
        )
    }
}
