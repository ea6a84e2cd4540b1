package import Basics

/// Money that goes back for pieces of an order.
package struct OrderRefund: Sendable, Equatable {
    /// Who wants it.
    package enum Cause: String, Sendable, CaseIterable {
        /// The buyer: all that is left.
        case buyer
        /// An operator.
        case office
        /// The good has run out unredeemed.
        case expired
    }

    /// How it stands; the numbers are the contract's.
    package enum State: Int64, Sendable, CaseIterable {
        case running = 1
        case done = 2
        /// WeChat Pay gave it up, or a person took it back: the pieces are as they were.
        case failed = 3
    }

    package let id: ID<OrderRefund>
    package let order: ID<Order>
    package let cause: Cause
    package let pieces: Int64
    package let amount: Money
    package let reason: String
    package let state: State
    package let createdAt: UnixTime
    package let changedAt: UnixTime
    /// WeChat Pay's number; empty until it has one.
    package let refundID: String

    package init(
        id: ID<OrderRefund>,
        order: ID<Order>,
        cause: Cause,
        pieces: Int64,
        amount: Money,
        reason: String,
        state: State,
        createdAt: UnixTime,
        changedAt: UnixTime,
        refundID: String
    ) {
        self.id = id
        self.order = order
        self.cause = cause
        self.pieces = pieces
        self.amount = amount
        self.reason = reason
        self.state = state
        self.createdAt = createdAt
        self.changedAt = changedAt
        self.refundID = refundID
    }

    /// Its cause, as payments name it.
    package static func ref(_ id: ID<OrderRefund>) -> String { "refund:\(id)" }

    /// The refund that payments speak of; nil for what is none of ours.
    package static func id(of ref: String) -> ID<OrderRefund>? { Order.number(in: ref, "refund") }
}
