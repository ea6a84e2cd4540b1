import CommerceDomain
import Contracts
import Payments
import ServiceKit

/// What `merchants.md` has about orders, in its order; the bridge and WeChat Pay's callbacks last.
enum MerchantsOrderAPI {
    static let endpoints: [any Endpoint<CommerceService>.Type] = [
        ListOrders.self, OrderDetail.self, Buy.self, Pay.self, Cancel.self, Refund.self,
        Bridge.self, PayCallback<CommerceService>.self,
    ]

    static func code(for refusal: LookAtOrderRefusal) -> Code {
        switch refusal {
        case .accountMissing: OrderWire.accountMissing
        case .unknown: OrderWire.unknown
        }
    }
}
