import Contracts
import Payments
import ServiceKit

extension CommerceService: PaymentOwner {
    static var payCallbacks: Route { PayCallbackRoutes.commerce }

    var payments: PaymentService { orders.payments }
}
