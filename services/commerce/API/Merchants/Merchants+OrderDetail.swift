import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension MerchantsOrderAPI {
    /// `GET /api/user/order/detail`: one of the caller's orders.
    enum OrderDetail: OrderEndpoint {
        static let route = MerchantsOrderRoutes.detail

        static func answer(
            _ input: OrderNumberInput,
            to caller: Caller<Identity>,
            by commerce: CommerceService
        ) async throws(Failure<LookAtOrderRefusal>) -> OrderLine {
            guard let number = input.number else { throw .refused(.unknown) }
            let folder = try await commerce.orders.order(number, of: caller.identity)
            return OrderLine(folder, in: caller.identity.oper)
        }

        static func code(for refusal: LookAtOrderRefusal) -> Code {
            MerchantsOrderAPI.code(for: refusal)
        }
    }
}
