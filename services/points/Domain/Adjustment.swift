package import Basics

/// Points given or taken by a decision, not by a rule.
package struct Adjustment: Sendable, Equatable {
    /// Whose points.
    package enum Owner: Sendable, Equatable {
        case id(ID<WeChatIdentity>)
        /// In whatever app it is known, or in this one.
        case openid(ExternalID, app: ID<App>?)
    }

    /// How it came out.
    package struct Receipt: Sendable, Equatable {
        package let participant: ID<WeChatIdentity>
        package let balance: Points
        /// The same was ordered before, and nothing was done now.
        package let isRepeat: Bool

        package init(participant: ID<WeChatIdentity>, balance: Points, isRepeat: Bool) {
            self.participant = participant
            self.balance = balance
            self.isRepeat = isRepeat
        }
    }

    package enum Refusal: Error, Sendable, Equatable, CaseIterable {
        case participantUnknown
        /// Several apps know that openid.
        case ambiguous
        case insufficientBalance
        /// Something else was ordered under that ref.
        case refReused
    }

    /// Most points in one adjustment, in either direction.
    package static let mostPoints: Int64 = 1_000_000_000

    package let owner: Owner
    /// `adjust` or `redeem`.
    package let task: PointsTask
    /// Negative when they are taken.
    package let points: Points
    package let reason: String
    /// Chosen by who orders, so that ordering twice does it once; nil for an adjustment of its own.
    package let ref: String?

    package init(owner: Owner, task: PointsTask, points: Points, reason: String, ref: String?) {
        self.owner = owner
        self.task = task
        self.points = points
        self.reason = reason
        self.ref = ref
    }
}
