import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension MerchantsOrderAPI {
    /// `POST /api/user/order/cancel`: an order that is not paid is not wanted any more.
    enum Cancel: OrderEndpoint {
        static let route = MerchantsOrderRoutes.cancel

        struct Output: Payload {
            let order_no: String
            let status: Int64
        }

        static func answer(
            _ input: OrderNumberInput,
            to caller: Caller<Identity>,
            by commerce: CommerceService
        ) async throws(Failure<CancelOrderRefusal>) -> Output {
            guard let number = input.number else { throw .refused(.unknown) }
            let state = try await commerce.orders.cancel(number, by: caller.identity)
            return Output(order_no: number.text, status: state.rawValue)
        }

        static func code(for refusal: CancelOrderRefusal) -> Code {
            switch refusal {
            case .accountMissing: OrderWire.accountMissing
            case .unknown: OrderWire.unknown
            case .alreadyPaid: Code(10001, "订单已支付，请申请退款")
            }
        }
    }
}
