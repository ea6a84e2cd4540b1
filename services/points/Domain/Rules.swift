/// What is worth how many points. Every row of a ledger keeps the version it was earned under.
package struct Rules: Sendable, Equatable {
    /// From so many invited friends on, points are multiplied.
    package struct Step: Sendable, Equatable {
        package let invitations: Int64
        package let times: Int64

        package init(invitations: Int64, times: Int64) {
            self.invitations = invitations
            self.times = times
        }
    }

    /// So many days in a row are worth a bonus, again after each further such run.
    package struct Streak: Sendable, Equatable {
        package let days: Int64
        package let points: Points

        package init(days: Int64, points: Points) {
            self.days = days
            self.points = points
        }
    }

    /// Which rules these are; other rules have another version.
    package let version: Int64
    /// What each task is worth, before it is multiplied.
    package let tasks: [PointsTask: Points]
    /// Ascending in both of their numbers.
    package let steps: [Step]
    /// Ascending by days.
    package let streaks: [Streak]
    /// Most points of a task in a day.
    package let dailyCaps: [PointsTask: Points]
    /// Most points of all tasks together in a day.
    package let dailyTotal: Points?

    /// - Throws: What is wrong with them.
    package init(
        version: Int64,
        tasks: [PointsTask: Points],
        steps: [Step] = [],
        streaks: [Streak] = [],
        dailyCaps: [PointsTask: Points] = [:],
        dailyTotal: Points? = nil
    ) throws(RulesProblem) {
        self.version = version
        self.tasks = tasks
        self.steps = steps
        self.streaks = streaks
        self.dailyCaps = dailyCaps
        self.dailyTotal = dailyTotal
        try check()
    }

    /// By what points are multiplied for somebody with so many invited friends.
    package func multiplier(invitations: Int64) -> Int64 {
        steps.last { $0.invitations <= invitations }?.times ?? 1
    }

    /// What a task is worth, before it is multiplied; zero for one that is off.
    package func points(for task: PointsTask) -> Points {
        tasks[task] ?? .zero
    }

    /// Whether a day's earnings in this task have to be known.
    package func isCapped(_ task: PointsTask) -> Bool {
        dailyCaps[task] != nil || dailyTotal != nil
    }

    /// What is left of `points` in a day on which so many were earned already.
    package func capped(
        _ points: Points,
        for task: PointsTask,
        earnedInTask: Points,
        earnedInAll: Points
    ) -> Points {
        var count = points.count
        if let cap = dailyCaps[task] { count = min(count, cap.count - earnedInTask.count) }
        if let cap = dailyTotal { count = min(count, cap.count - earnedInAll.count) }
        return Points(max(count, 0))
    }
}
