/// Why no money goes back for an order.
package enum OrderRefundRefusal: Error, Sendable, Equatable, CaseIterable {
    case accountMissing
    case unknown
    /// Nothing was paid for it.
    case notPaid
    /// Something of it was redeemed: an operator alone can give the rest back.
    case redeemed
    /// There is nothing left to give back.
    case nothingLeft
    /// Those are not pieces of this order that can be given back.
    case piecesUnknown
    /// The money is not there to be given back: the amounts do not fit.
    case moneyMissing
}
