/// Why nothing is bought.
package enum BuyRefusal: Error, Sendable, Equatable, CaseIterable {
    /// Nobody is logged in to an account with a mobile.
    case accountMissing
    /// There is no such good, or it is not sold.
    case goodsUnknown
    /// Its last day is over.
    case goodsOver
    /// Less than one piece, or more than an order holds.
    case numberOutOfBounds
    /// There are not so many left.
    case soldOut
    /// The buyer has had so many already.
    case limitReached
    /// The mobile is none.
    case mobileMalformed
    /// Nobody can pay in this mini-program.
    case notPayable
}
