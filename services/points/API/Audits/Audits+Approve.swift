import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension AuditsAPI {
    /// `POST /admin/points/audits/{id}/approve`: it has succeeded, and the points are paid.
    enum Approve: AuditsEndpoint {
        static let route = Route.post("/admin/points/audits/{id}/approve")

        struct Input: WireInput {
            let auditor: String

            init(_ wire: Parameters) throws(ParameterProblem) {
                auditor = try AuditsAPI.auditor(wire)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by points: PointsService
        ) async throws(Failure<Audit.VerdictRefusal>) -> AuditVerdict {
            let id = AuditsAPI.audit(caller)
            try await points.decide(id, .approve, by: input.auditor)
            return AuditVerdict(id: id.rawValue, status: AuditState.success.rawValue)
        }

        static func code(for refusal: Audit.VerdictRefusal) -> Code {
            AuditsAPI.code(for: refusal)
        }
    }
}

/// What an audit has become.
struct AuditVerdict: Encodable {
    let id: Int64
    let status: String
}
