/// Why an order is not shown.
package enum LookAtOrderRefusal: Error, Sendable, Equatable, CaseIterable {
    case accountMissing
    case unknown
}
