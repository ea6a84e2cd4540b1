package import Basics

/// The proof that somebody has paid for one piece.
package struct Voucher: Sendable, Equatable {
    /// How long whoever redeemed it may take that back.
    package static let undoSeconds: Int64 = 300

    package let id: ID<Voucher>
    package let order: ID<Order>
    package let code: VoucherCode
    package let state: VoucherState
    /// When it was redeemed; nil until then.
    package let redeemedAt: UnixTime?

    package init(
        id: ID<Voucher>,
        order: ID<Order>,
        code: VoucherCode,
        state: VoucherState,
        redeemedAt: UnixTime?
    ) {
        self.id = id
        self.order = order
        self.code = code
        self.state = state
        self.redeemedAt = redeemedAt
    }

    /// Until when redeeming it can be taken back; nil where it is not redeemed.
    package var undoUntil: UnixTime? { redeemedAt?.adding(seconds: Self.undoSeconds) }
}
