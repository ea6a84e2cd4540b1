import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension MerchantsOrderAPI {
    /// `POST /api/user/order/pay`: how an order is paid that was placed before. Also for whoever a
    /// scene of the bridge has allowed this one order, and nothing else.
    enum Pay: OrderEndpoint {
        static let route = MerchantsOrderRoutes.pay

        static func answer(
            _ input: OrderNumberInput,
            to caller: Caller<Identity>,
            by commerce: CommerceService
        ) async throws(Failure<PayOrderRefusal>) -> PaymentLine {
            guard let number = input.number else { throw .refused(.unknown) }
            let way = try await commerce.orders.way(toPay: number, by: caller.identity)
            return PaymentLine(number, way)
        }

        static func code(for refusal: PayOrderRefusal) -> Code {
            switch refusal {
            case .accountMissing: OrderWire.accountMissing
            case .unknown: OrderWire.unknown
            case .alreadyPaid: OrderWire.alreadyPaid
            case .over: Code(10001, "订单已取消或已关闭")
            case .notPayable: OrderWire.notPayable
            }
        }
    }
}
