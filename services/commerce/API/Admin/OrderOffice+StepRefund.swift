import Admin
import Basics
import Contracts
import HTTP
import Payments
import ServiceKit

extension OrderOfficeAPI {
    /// `POST /admin/commerce/refunds/{number}/{step} {reason}`: `retry`, `hold`, `release` or
    /// `cancel` of a refund's row.
    enum StepRefund: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.stepRefund

        struct Input: EndpointInput {
            private static let row = Field.pathNumber("number", "The refund's row.")
            private static let step = Field<OrderDesk.RefundStep>
                .choice("step", "What is done about it.").inPath.lenient

            let row: ID<RefundRecord>
            /// Nil for what is no step.
            let step: OrderDesk.RefundStep?
            let reason: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                row = ID(try fields.read(Self.row))
                step = try fields.read(Self.step)
                reason = try fields.read(AdminFields.reason)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<PaymentOfficeRefusal>) -> RefundRowLine {
            guard let step = input.step else { throw .refused(.unknown) }
            let action = AdminAction(caller, reason: input.reason)
            return RefundRowLine(try await commerce.orders.take(step, on: input.row, by: action))
        }

        static func code(for refusal: PaymentOfficeRefusal) -> Code {
            OrderOfficeAPI.code(for: refusal)
        }
    }
}
