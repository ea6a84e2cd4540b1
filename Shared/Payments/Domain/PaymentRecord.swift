public import Basics

/// A payment's row. Several may have been begun for one thing, one after the other; one of them is
/// paid.
public struct PaymentRecord: Sendable, Equatable {
    /// Our number of the row.
    public let id: ID<PaymentRecord>
    /// `out_trade_no`: derived from row and attempt.
    public let number: String
    /// Which of the payments begun for the same thing it is, from 1.
    public let attempt: Int64
    /// What is to be paid.
    public let request: PaymentRequest
    /// How it stands.
    public var state: PaymentState
    /// When it was begun.
    public let createdAt: UnixTime
    /// When its state last changed.
    public var changedAt: UnixTime
    /// WeChat Pay's name for it, good for two hours.
    var prepayID: String?
    var prepayAt: UnixTime?
    /// WeChat Pay's number, when money has come.
    public var transactionID: String?
    /// The money that has come.
    public var received: Money?
    /// When it came, as WeChat Pay says.
    public var paidAt: UnixTime?
    /// What goes back, or has gone.
    public var refunded: Money
    /// Why money was not wanted, or what is wrong; for finance.
    public var trouble: String?
    /// Closed only to make room for another payment of the same thing: its owner is not told.
    var isReplaced: Bool
}
