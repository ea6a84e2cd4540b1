import WeChatPay

/// How a refund stands with us.
public enum RefundState: String, Sendable, CaseIterable {
    /// Written down, the money set apart; WeChat Pay was never asked.
    case waiting
    /// A person has stopped it.
    case held
    /// WeChat Pay is being asked: what came of it is not known.
    case asking
    /// WeChat Pay has taken it on.
    case processing
    /// The payer has the money.
    case done
    /// The way back is barred; a person has to see to it at WeChat Pay.
    case abnormal
    /// WeChat Pay gave it up. The money is free again; another attempt has another number.
    case closed
    /// A person took it back, and WeChat Pay never had it. The money is free again.
    case cancelled

    /// What happens to a refund.
    public enum Event: String, Sendable, CaseIterable {
        case hold, release
        /// A person takes it back. Once it was asked for, WeChat Pay has to have said that it does
        /// not know it.
        case cancel
        /// The call is about to be made, or made again as it had not arrived.
        case ask
        case processingThere, doneThere, abnormalThere, closedThere
    }

    /// The state after an event; nil for one that cannot happen in this state.
    public func after(_ event: Event) -> RefundState? {
        switch (self, event) {
        case (.waiting, .hold): .held
        case (.held, .release): .waiting
        case (.waiting, .cancel), (.held, .cancel), (.asking, .cancel): .cancelled
        case (.waiting, .ask), (.asking, .ask): .asking
        case (.waiting, .processingThere), (.held, .processingThere),
            (.asking, .processingThere), (.processing, .processingThere):
            .processing
        // A person has put right what was barred.
        case (.abnormal, .processingThere): .processing
        case (.waiting, .doneThere), (.held, .doneThere), (.asking, .doneThere),
            (.processing, .doneThere), (.abnormal, .doneThere), (.done, .doneThere):
            .done
        case (.waiting, .abnormalThere), (.held, .abnormalThere), (.asking, .abnormalThere),
            (.processing, .abnormalThere), (.abnormal, .abnormalThere):
            .abnormal
        case (.waiting, .closedThere), (.held, .closedThere), (.asking, .closedThere),
            (.processing, .closedThere), (.abnormal, .closedThere), (.closed, .closedThere):
            .closed
        default: nil
        }
    }

    /// Whether nothing happens to it any more.
    public var isFinal: Bool { self == .done || !keepsMoney }

    /// Whether the amount is gone from what is held, or set apart for it.
    public var keepsMoney: Bool { self != .closed && self != .cancelled }
}

extension RefundState.Event {
    /// What WeChat Pay's word for a refund means.
    init(_ state: Refund.State) {
        self =
            switch state {
            case .processing: .processingThere
            case .success: .doneThere
            case .abnormal: .abnormalThere
            case .closed: .closedThere
            }
    }
}
