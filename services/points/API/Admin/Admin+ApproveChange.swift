import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `POST /admin/points/approvals/{id}/approve {reason?}`: it is done, in the same unit.
    enum ApproveChange: AdminEndpoint {
        static let route = PointsAdminRoutes.approveChange

        static func answer(
            _ input: ApprovalWire.DecisionInput,
            to caller: Caller<Operator>,
            by points: PointsService
        ) async throws(Failure<PointsService.ApprovalRefusal>) -> ApprovalWire.Decision {
            let action = AdminAction(caller, reason: input.reason)
            try await points.decide(input.id, .approved, by: caller.administrator, action)
            return ApprovalWire.Decision(input.id, .approved)
        }

        static func code(for refusal: PointsService.ApprovalRefusal) -> Code {
            AdminAPI.code(for: refusal)
        }
    }
}
