/// How an order stands; the numbers are the contract's.
package enum OrderState: Int64, Sendable, CaseIterable {
    /// It can be paid.
    case unpaid = 1
    /// Its buyer did not want it.
    case cancelled = 2
    /// Its time ran out.
    case closed = 3
    /// It is paid; at least one voucher is neither redeemed nor refunded.
    case paid = 4
    /// All of it was given back.
    case refunded = 6
    /// What was not given back is redeemed: nothing is given back any more.
    case done = 7

    /// What happens to an order as a whole. Redeeming and refunding happen to its pieces:
    /// ``OrderPieces/state``.
    package enum Event: String, Sendable, CaseIterable {
        case cancel, timeOut, pay
    }

    /// The state after an event; nil for one that cannot happen in this state.
    package func after(_ event: Event) -> OrderState? {
        guard self == .unpaid else { return nil }
        return switch event {
        case .cancel: .cancelled
        case .timeOut: .closed
        case .pay: .paid
        }
    }

    /// Whether it has vouchers.
    package var isPaid: Bool { self == .paid || self == .refunded || self == .done }
}
