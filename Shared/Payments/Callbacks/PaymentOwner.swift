public import Contracts

/// A service that money is paid to. `PayCallback<Self>.self` among its endpoints is all that it
/// needs to hear of WeChat Pay.
public protocol PaymentOwner: Sendable {
    /// Its address in the book (``Contracts/PayCallbackRoutes``).
    static var payCallbacks: Route { get }
    /// Its payments, refunds and transfers.
    var payments: PaymentService { get }
}
