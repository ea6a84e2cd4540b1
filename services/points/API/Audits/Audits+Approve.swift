import Admin
import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension AuditsAPI {
    /// `POST /admin/points/audits/{id}/approve`: it has succeeded, and the points are paid.
    enum Approve: AdminEndpoint {
        static let route = PointsAdminRoutes.approveAudit

        static func answer(
            _ input: AuditInput,
            to caller: Caller<Operator>,
            by points: PointsService
        ) async throws(Failure<Audit.VerdictRefusal>) -> AuditVerdict {
            try await points.decide(input.id, .approve, by: AdminAction(caller))
            return AuditVerdict(id: input.id.rawValue, status: AuditState.success.rawValue)
        }

        static func code(for refusal: Audit.VerdictRefusal) -> Code {
            AuditsAPI.code(for: refusal)
        }
    }
}

/// What an audit has become.
struct AuditVerdict: Payload {
    let id: Int64
    let status: String
}
