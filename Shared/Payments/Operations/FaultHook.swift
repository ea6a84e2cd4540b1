/// The moments between two steps at which a crash has to do no harm. Tests end the process there.
public enum PaymentStep: String, Sendable, CaseIterable {
    /// The payment's row is written, WeChat Pay not asked.
    case paymentOpened = "payment.opened"
    /// WeChat Pay has placed the order; that is not noted.
    case paymentPlaced = "payment.placed"
    /// It is noted; the phone has no answer.
    case paymentNoted = "payment.noted"
    /// The row says that it is being closed; WeChat Pay does not know.
    case paymentClosing = "payment.closing"
    /// WeChat Pay has closed it; that is not noted.
    case paymentClosed = "payment.closed"
    /// The query has been answered; nothing is noted.
    case paymentAsked = "payment.asked"
    /// A callback is proven to be WeChat Pay's; nothing is noted.
    case callbackVerified = "callback.verified"
    /// What a callback says is applied; WeChat Pay is not answered.
    case callbackApplied = "callback.applied"
    /// The refund's row says that WeChat Pay is being asked; it is not.
    case refundAsking = "refund.asking"
    /// WeChat Pay has answered; that is not noted.
    case refundAsked = "refund.asked"
    /// It is noted; the job is not over.
    case refundNoted = "refund.noted"
    /// The query for a refund has been answered; nothing is noted.
    case refundQueried = "refund.queried"
    /// The transfer's row says that WeChat Pay is being asked; it is not.
    case transferAsking = "transfer.asking"
    /// WeChat Pay has answered; that is not noted.
    case transferAsked = "transfer.asked"
    /// It is noted; the job is not over.
    case transferNoted = "transfer.noted"
    /// The query for a transfer has been answered; nothing is noted.
    case transferQueried = "transfer.queried"
    /// The row says that a transfer is to be taken back; WeChat Pay does not know.
    case transferCancelling = "transfer.cancelling"
    /// WeChat Pay has been told to take a transfer back; its answer is not noted.
    case transferCancelled = "transfer.cancelled"
}

/// Told of every step. In production it does nothing.
public struct FaultHook: Sendable {
    /// The step has just been reached.
    public var reach: @Sendable (PaymentStep) -> Void

    /// A hook that does what `reach` does.
    public init(reach: @escaping @Sendable (PaymentStep) -> Void) {
        self.reach = reach
    }

    /// Nothing ever happens.
    public static let none = FaultHook { _ in }
}
