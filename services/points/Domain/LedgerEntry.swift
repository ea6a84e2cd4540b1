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
    /// Why, where no rule says it.
    package let note: String
    package let at: UnixTime

    package init(
        ref: String,
        task: PointsTask,
        points: Points,
        ruleVersion: Int64,
        multiplier: Int64 = 1,
        note: String = "",
        at: UnixTime
    ) {
        self.ref = ref
        self.task = task
        self.points = points
        self.ruleVersion = ruleVersion
        self.multiplier = multiplier
        self.note = note
        self.at = at
    }
}

/// What became of a row that was to be appended.
package enum AppendResult: Sendable, Equatable {
    /// It stands there; this many points, which a daily cap may have lessened.
    case done(Points)
    /// Its cause stands there already; nothing was changed.
    case duplicate
    /// The balance would fall below zero; nothing was changed.
    case insufficientBalance
    /// The account was closed; nothing was changed.
    case closed
}
