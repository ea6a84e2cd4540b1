import Admin
import Basics
import Contracts
import HTTP
import Payments
import ServiceKit

extension OrderOfficeAPI {
    /// `POST /admin/commerce/differences/{id}/explain {reason}`: what a difference was.
    enum ExplainDifference: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.explainDifference

        struct Input: EndpointInput {
            private static let id = Field.pathNumber("id", "The difference.")

            let id: ID<BillDifference>
            let reason: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                id = ID(try fields.read(Self.id))
                reason = try fields.read(AdminFields.reason)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<PaymentOfficeRefusal>) -> NoData {
            let action = AdminAction(caller, reason: input.reason)
            try await commerce.orders.explain(input.id, by: action)
            return NoData()
        }

        static func code(for refusal: PaymentOfficeRefusal) -> Code {
            OrderOfficeAPI.code(for: refusal)
        }
    }
}
