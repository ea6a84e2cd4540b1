public import Basics

/// A payment as WeChat's shipping management sees it (`/wxa/sec/order/get_order`).
public struct ShippingOrder: Sendable, Equatable {
    /// How far it is.
    public enum State: Int64, Sendable, CaseIterable {
        case toBeShipped = 1
        case shipped = 2
        case received = 3
        case complete = 4
        case refunded = 5
        case fundsPending = 6
    }

    /// WeChat Pay's number.
    public let transactionID: String
    /// Our number.
    public let outTradeNumber: String
    /// Who paid.
    public let openid: ExternalID
    public let paid: Money
    public let state: State
    /// Whether the user complains about it.
    public let isDisputed: Bool
    /// Whether everything was reported as shipped.
    public let isAllShipped: Bool
}
