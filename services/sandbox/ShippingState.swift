import Basics

/// How far a payment is in the shipping management.
enum ShippingState: Int64, Sendable {
    case toBeShipped = 1
    case shipped = 2
    case received = 3
    case refunded = 5

    /// Of a payment and what was reported for it.
    init(_ order: PayOrder, _ reported: Reported?, at now: UnixTime) {
        self =
            if order.refunded >= order.terms.total {
                .refunded
            } else if let reported, reported.received(at: now) {
                .received
            } else {
                reported?.isFinished == true ? .shipped : .toBeShipped
            }
    }
}
