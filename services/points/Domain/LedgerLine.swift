package import Basics

/// A row of a ledger as its owner reads it.
package struct LedgerLine: Sendable, Equatable {
    package let task: PointsTask
    package let points: Points
    package let at: UnixTime

    package init(task: PointsTask, points: Points, at: UnixTime) {
        self.task = task
        self.points = points
        self.at = at
    }
}
