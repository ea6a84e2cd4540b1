public import Basics

/// Something in which a day's bill and our rows differ. It stays until somebody has explained it.
public struct BillDifference: Sendable, Equatable {
    /// What differs.
    public enum Kind: String, Sendable, CaseIterable {
        /// WeChat Pay has it, with a number of ours; we have no such row.
        case paymentUnknown = "payment_unknown"
        case refundUnknown = "refund_unknown"
        case transferUnknown = "transfer_unknown"
        /// We have it; the bill has not.
        case paymentMissing = "payment_missing"
        case refundMissing = "refund_missing"
        case transferMissing = "transfer_missing"
        /// Amount, number or state are others.
        case paymentDiffers = "payment_differs"
        case refundDiffers = "refund_differs"
        case transferDiffers = "transfer_differs"
    }

    /// Our number of it.
    public let id: ID<BillDifference>
    /// The merchant account.
    public let mchid: String
    /// The day of the bill, in China.
    public let day: Day
    /// What differs.
    public let kind: Kind
    /// Of the payment, refund or transfer.
    public let number: String
    /// State and fen as we have them; empty where we have nothing.
    public let ours: String
    /// State and fen as the bill has them; empty where it has nothing.
    public let theirs: String
    /// When it was found.
    public let foundAt: UnixTime
    /// When it was explained, by whom, and how; nil until then.
    public let explanation: Explanation?

    /// Why a difference is none to worry about any more.
    public struct Explanation: Sendable, Equatable {
        /// When.
        public let at: UnixTime
        /// Who: an operator's name.
        public let by: String
        /// How.
        public let text: String
    }
}
