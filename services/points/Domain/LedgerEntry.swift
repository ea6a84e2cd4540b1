package import Basics

/// A row to be appended to somebody's ledger: the only way in which a balance changes.
package struct LedgerEntry: Sendable {
    /// The cause. It can stand in a participant's ledger once, so that doing it twice does it once.
    package let ref: String
    package let task: PointsTask
    package let points: Points
    /// Which version of the rules gave that many.
    package let ruleVersion: Int64
    /// By what the rule's points were multiplied.
    package let multiplier: Int64
    package let at: UnixTime

    package init(
        ref: String,
        task: PointsTask,
        points: Points,
        ruleVersion: Int64,
        multiplier: Int64 = 1,
        at: UnixTime
    ) {
        self.ref = ref
        self.task = task
        self.points = points
        self.ruleVersion = ruleVersion
        self.multiplier = multiplier
        self.at = at
    }
}
