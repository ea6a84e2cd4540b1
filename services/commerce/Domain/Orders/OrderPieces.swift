/// The pieces of a paid order: each has a voucher.
package struct OrderPieces: Sendable, Equatable {
    /// All of them.
    package let count: Int64
    /// Those that were handed over.
    package var redeemed: Int64
    /// Those whose money is on its way back.
    package var locked: Int64
    /// Those whose money is back.
    package var refunded: Int64

    /// Pieces of these kinds; the rest can be redeemed.
    package init(count: Int64, redeemed: Int64 = 0, locked: Int64 = 0, refunded: Int64 = 0) {
        self.count = count
        self.redeemed = redeemed
        self.locked = locked
        self.refunded = refunded
    }

    /// Those that can be redeemed, or given back.
    package var open: Int64 { count - redeemed - locked - refunded }

    /// Where they leave the order.
    package var state: OrderState {
        if open + locked > 0 { return .paid }
        return redeemed > 0 ? .done : .refunded
    }
}
