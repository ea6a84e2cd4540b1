import Basics
import PointsDomain
import Storage

/// What is checked of the days on which a cap was counted.
extension LedgerCheck {
    /// What the rows of one ledger make of them, counted in their order as `DayEarnings` counts.
    struct DayTally {
        struct Line: Equatable {
            var day: Day
            var points: Int64
        }

        private(set) var lines: [String: Line] = [:]

        mutating func add(_ points: Int64, of task: PointsTask, on day: Day) {
            add(points, task.rawValue, day)
            add(points, DayEarnings.all, day)
        }

        private mutating func add(_ points: Int64, _ name: String, _ day: Day) {
            let before = lines[name]?.day == day ? lines[name]?.points ?? 0 : 0
            lines[name] = Line(day: day, points: before &+ points)
        }
    }

    /// Notes a row that its rules cap.
    func tally(
        _ row: Row,
        _ task: PointsTask,
        _ rules: Rules,
        in days: inout DayTally
    ) throws(StorageError) {
        guard PointsTask.capped.contains(task), rules.isCapped(task) else { return }
        try days.add(row.integer(1), of: task, on: CivilZone.china.day(at: row.time(7)))
    }

    /// Nothing is kept of a closed account.
    func checkDays(of id: ID<WeChatIdentity>, _ account: Account, _ tally: DayTally) throws {
        var missing = account.isClosed ? [:] : tally.lines
        try connection.each(
            "SELECT task, day, points FROM day_earning WHERE iid = ?1 ORDER BY task",
            id,
            row: { row in
                let name = try row.text(0)
                let line = try DayTally.Line(day: row.day(1), points: row.integer(2))
                let made = missing.removeValue(forKey: name)
                guard line == made else {
                    throw Problem(
                        text: "participant \(id) has \(Self.text(line)) counted for \(name), "
                            + "the rows make \(Self.text(made))"
                    )
                }
            }
        )
        if let (name, line) = missing.min(by: { $0.key < $1.key }) {
            throw Problem(
                text: "participant \(id) has nothing counted for \(name), "
                    + "the rows make \(Self.text(line))"
            )
        }
    }

    private static func text(_ line: DayTally.Line?) -> String {
        line.map { "\($0.points) points on \($0.day.text)" } ?? "nothing"
    }
}
