public import Basics

/// A refund's row: one attempt to give money back.
public struct RefundRecord: Sendable, Equatable {
    /// Who wants the money to go back.
    public enum Cause: String, Sendable {
        /// The service.
        case owner
        /// Nobody wanted the money in the first place: it was late, double or wrong.
        case unwanted
    }

    /// Our number of the row.
    public let id: ID<RefundRecord>
    /// `out_refund_no`: derived from row and attempt.
    public let number: String
    /// What causes it.
    public let ref: String
    /// Which of the attempts for the same cause it is, from 1.
    public let attempt: Int64
    /// Of which payment.
    public let payment: ID<PaymentRecord>
    /// Whose money it is.
    public let fund: String
    /// The merchant account.
    public let mchid: String
    /// How much.
    public let amount: Money
    /// For the payer to read.
    public let reason: String
    /// Who wants it.
    public let cause: Cause
    /// How it stands.
    public var state: RefundState
    /// When it was written down.
    public let createdAt: UnixTime
    /// When its state last changed.
    public var changedAt: UnixTime
    /// When WeChat Pay was last asked, by the real clock: it takes no request that is older than
    /// five minutes.
    var askedAt: UnixTime?
    /// When WeChat Pay took it on, as it says.
    public var takenAt: UnixTime?
    /// How often WeChat Pay was asked.
    public var tries: Int64
    /// WeChat Pay's number.
    public var refundID: String?
    /// When the payer had the money, as WeChat Pay says.
    public var doneAt: UnixTime?
    /// Why it does not get on, and since when; for finance.
    public var trouble: String?
    public var troubledAt: UnixTime?
}
