import Basics
import InternalMessages
import PointsDomain

extension Adjustment {
    /// What another process asks for.
    init(_ change: PointsChange, _ task: PointsTask, _ points: Points) {
        self.init(
            owner: .id(change.iid),
            task: task,
            points: points,
            reason: change.reason,
            ref: change.ref
        )
    }
}

extension PointsReceipt {
    init(_ receipt: Adjustment.Receipt) {
        self.init(
            iid: receipt.participant,
            balance: receipt.balance.count,
            repeated: receipt.isRepeat
        )
    }
}

extension PointsRefusal {
    init(_ refusal: Adjustment.Refusal) {
        switch refusal {
        // Whoever names an identity leaves no doubt which.
        case .participantUnknown, .ambiguous: self = .participantUnknown
        case .insufficientBalance: self = .balanceTooLow
        case .refReused: self = .refReused
        }
    }
}
