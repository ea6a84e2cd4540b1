import Admin
import Basics
import CommerceDomain
import Contracts
import ServiceKit

extension OrderOfficeAPI {
    /// `POST /admin/commerce/approvals/{id}/approve {reason?}`: it is done, in the same unit.
    enum ApproveChange: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.approveChange

        static func answer(
            _ input: ApprovalWire.DecisionInput,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<OrderDesk.ApprovalRefusal>) -> ApprovalWire.Decision {
            let action = AdminAction(caller, reason: input.reason)
            try await commerce.orders
                .decide(input.id, .approved, by: caller.administrator, action)
            return ApprovalWire.Decision(input.id, .approved)
        }

        static let refusals: [OrderDesk.ApprovalRefusal] = [
            .approval(.unknown), .approval(.decided), .approval(.ownRequest),
            .approval(.notFresh), .refund(.redeemed), .refund(.nothingLeft),
            .refund(.piecesUnknown),
        ]

        static func code(for refusal: OrderDesk.ApprovalRefusal) -> Code {
            OrderOfficeAPI.code(for: refusal)
        }
    }
}
