/// Why an order is not cancelled.
package enum CancelOrderRefusal: Error, Sendable, Equatable, CaseIterable {
    case accountMissing
    case unknown
    /// It is paid: it can be given back instead.
    case alreadyPaid
}
