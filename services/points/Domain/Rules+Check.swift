/// What is wrong with rules, in words for whoever wrote them.
package struct RulesProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

extension Rules {
    /// Most points that one thing can be worth, before it is multiplied.
    package static let mostPoints: Int64 = 1_000_000
    /// The highest multiplier.
    package static let mostTimes: Int64 = 100
    /// The longest run of days.
    package static let mostDays: Int64 = 366
    /// Most steps, and most streaks.
    package static let mostSteps = 20

    func check() throws(RulesProblem) {
        guard version >= 1 else { throw RulesProblem("version must be 1 or more") }
        for task in PointsTask.earned {
            guard let points = tasks[task] else {
                throw RulesProblem("tasks.\(task.rawValue) is missing; 0 turns it off")
            }
            try Self.check(points, in: 0...Self.mostPoints, "tasks.\(task.rawValue)")
        }
        if let stray = tasks.keys.first(where: { !PointsTask.earned.contains($0) }) {
            throw RulesProblem("tasks.\(stray.rawValue) is no task that the rules pay for")
        }
        try checkSteps()
        try checkStreaks()
        try checkCaps()
    }

    private func checkSteps() throws(RulesProblem) {
        guard steps.count <= Self.mostSteps else { throw RulesProblem("too many multipliers") }
        var last = Step(invitations: 0, times: 1)
        for step in steps {
            guard step.invitations > last.invitations, step.times > last.times,
                step.times <= Self.mostTimes
            else {
                throw RulesProblem(
                    "multipliers must ascend: invitations from 1, times from 2 to \(Self.mostTimes)"
                )
            }
            last = step
        }
    }

    private func checkStreaks() throws(RulesProblem) {
        guard streaks.count <= Self.mostSteps else { throw RulesProblem("too many streaks") }
        var last: Int64 = 1
        for streak in streaks {
            guard streak.days > last, streak.days <= Self.mostDays else {
                throw RulesProblem("streaks must ascend in days, from 2 to \(Self.mostDays)")
            }
            try Self.check(streak.points, in: 1...Self.mostPoints, "points of a streak")
            last = streak.days
        }
    }

    private func checkCaps() throws(RulesProblem) {
        let bounds = 1...Self.mostPoints * Self.mostTimes
        for (task, cap) in dailyCaps {
            guard PointsTask.capped.contains(task) else {
                throw RulesProblem("daily_caps.\(task.rawValue) is nothing that is earned")
            }
            try Self.check(cap, in: bounds, "daily_caps.\(task.rawValue)")
        }
        if let dailyTotal { try Self.check(dailyTotal, in: bounds, "daily_caps.total") }
    }

    private static func check(
        _ points: Points,
        in bounds: ClosedRange<Int64>,
        _ name: String
    ) throws(RulesProblem) {
        guard bounds.contains(points.count) else {
            throw RulesProblem("\(name) must be from \(bounds.lowerBound) to \(bounds.upperBound)")
        }
    }
}
