import Admin
import Basics
import Contracts
import ServiceKit

extension OrderOfficeAPI {
    /// `POST /admin/commerce/approvals/{id}/refuse {reason?}`: nothing is done.
    enum RefuseChange: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.refuseChange

        static func answer(
            _ input: ApprovalWire.DecisionInput,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<OrderDesk.ApprovalRefusal>) -> ApprovalWire.Decision {
            let action = AdminAction(caller, reason: input.reason)
            try await commerce.orders
                .decide(input.id, .refused, by: caller.administrator, action)
            return ApprovalWire.Decision(input.id, .refused)
        }

        static let refusals: [OrderDesk.ApprovalRefusal] = [
            .approval(.unknown), .approval(.decided), .approval(.ownRequest),
        ]

        static func code(for refusal: OrderDesk.ApprovalRefusal) -> Code {
            OrderOfficeAPI.code(for: refusal)
        }
    }
}
