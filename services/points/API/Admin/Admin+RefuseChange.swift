import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `POST /admin/points/approvals/{id}/refuse {reason?}`: nothing is done.
    enum RefuseChange: AdminEndpoint {
        static let route = PointsAdminRoutes.refuseChange

        static func answer(
            _ input: ApprovalWire.DecisionInput,
            to caller: Caller<Operator>,
            by points: PointsService
        ) async throws(Failure<PointsService.ApprovalRefusal>) -> ApprovalWire.Decision {
            let action = AdminAction(caller, reason: input.reason)
            try await points.decide(input.id, .refused, by: caller.administrator, action)
            return ApprovalWire.Decision(input.id, .refused)
        }

        static let refusals: [PointsService.ApprovalRefusal] = [
            .approval(.unknown), .approval(.decided), .approval(.ownRequest),
        ]

        static func code(for refusal: PointsService.ApprovalRefusal) -> Code {
            AdminAPI.code(for: refusal)
        }
    }
}
