import ServiceKit

/// How the callback went that was sent before this is answered.
struct DeliveryOutput: Payload {
    /// Whether it was put on its way.
    let sent: Bool
    /// The HTTP status of the answer; absent where none came.
    let status: Int?

    init(_ delivery: Sandbox.PayDelivery) {
        sent = delivery.isSent
        status = delivery.status == 0 ? nil : delivery.status
    }
}
