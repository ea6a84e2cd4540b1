/// Why an order cannot be paid, or has no way to be.
package enum PayOrderRefusal: Error, Sendable, Equatable, CaseIterable {
    /// Nobody is logged in to an account.
    case accountMissing
    /// There is none of that number that the caller may pay.
    case unknown
    /// It is paid.
    case alreadyPaid
    /// It was cancelled, or its time has run out.
    case over
    /// Nobody can pay in this mini-program.
    case notPayable
}
