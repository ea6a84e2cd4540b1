import WeChatPay

/// How a transfer to a user stands with us.
public enum TransferState: String, Sendable, CaseIterable {
    /// Written down, the money set apart; WeChat Pay was never asked.
    case waiting
    /// A person has stopped it.
    case held
    /// WeChat Pay is being asked: what came of it is not known.
    case asking
    /// WeChat Pay has taken it on and sets the money apart.
    case processing
    /// The user has to accept it on the phone.
    case confirming
    /// The user has accepted; the money is on its way.
    case transferring
    /// It is being taken back; only WeChat Pay says whether the user was faster.
    case cancelling
    /// The user has the money.
    case paid
    /// It failed, or the user did not accept it in time. The money is free again; another attempt
    /// has another number.
    case failed
    /// It was taken back. The money is free again.
    case cancelled

    /// What happens to a transfer.
    public enum Event: String, Sendable, CaseIterable {
        case hold, release, cancel
        /// The call is about to be made, or made again as it had not arrived.
        case ask
        /// WeChat Pay does not know what is to be taken back, and nothing is on its way.
        case unknownThere
        case processingThere, confirmingThere, transferringThere, cancellingThere
        case paidThere, failedThere, cancelledThere
    }

    /// The state after an event; nil for one that cannot happen in this state.
    ///
    /// Answers and callbacks overtake each other: what is behind what is known changes nothing.
    public func after(_ event: Event) -> TransferState? {
        switch (self, event) {
        case (.waiting, .hold): .held
        case (.held, .release): .waiting
        // Where it may be at WeChat Pay already, cancelling has to be asked for there.
        case (.waiting, .cancel), (.held, .cancel): .cancelled
        case (.asking, .cancel), (.processing, .cancel), (.confirming, .cancel),
            (.cancelling, .cancel):
            .cancelling
        case (.waiting, .ask), (.asking, .ask): .asking
        case (.cancelling, .unknownThere): .cancelled
        default: after(report: event)
        }
    }

    private func after(report event: Event) -> TransferState? {
        guard let told = Self.told(by: event) else { return nil }
        if isFinal { return told == self || !told.isFinal ? self : nil }
        guard self != .cancelling || told.isFinal else { return .cancelling }
        return told.isFinal || told.rank > rank ? told : self
    }

    private static func told(by event: Event) -> TransferState? {
        switch event {
        case .processingThere: .processing
        case .confirmingThere: .confirming
        case .transferringThere: .transferring
        case .cancellingThere: .cancelling
        case .paidThere: .paid
        case .failedThere: .failed
        case .cancelledThere: .cancelled
        case .hold, .release, .cancel, .ask, .unknownThere: nil
        }
    }

    /// How far it has come.
    private var rank: Int {
        switch self {
        case .waiting, .held: 0
        case .asking: 1
        case .processing: 2
        case .confirming: 3
        case .transferring: 4
        case .cancelling: 5
        case .paid, .failed, .cancelled: 6
        }
    }

    /// Whether nothing happens to it any more.
    public var isFinal: Bool { self == .paid || !keepsMoney }

    /// Whether the amount is gone from what is held, or set apart for it.
    public var keepsMoney: Bool { self != .failed && self != .cancelled }
}

extension TransferState.Event {
    /// What WeChat Pay's word for a transfer means.
    init(_ state: Transfer.State) {
        self =
            switch state {
            case .accepted, .processing: .processingThere
            case .waiting: .confirmingThere
            case .transferring: .transferringThere
            case .success: .paidThere
            case .failed: .failedThere
            case .cancelling: .cancellingThere
            case .cancelled: .cancelledThere
            }
    }
}
