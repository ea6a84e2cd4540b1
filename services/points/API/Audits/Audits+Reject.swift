import Admin
import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension AuditsAPI {
    /// `POST /admin/points/audits/{id}/reject {reason}`: it has failed; other pictures may come.
    enum Reject: AdminEndpoint {
        static let route = PointsAdminRoutes.rejectAudit

        struct Input: EndpointInput {
            private static let reason = Field.text(
                "reason",
                "What is wrong with the pictures; the participant's own history shows it.",
                maximum: 2000,
                example: "too dark"
            )

            let id: ID<Audit>
            let reason: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                id = try fields.read(AuditsAPI.id)
                reason = try fields.read(Self.reason)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by points: PointsService
        ) async throws(Failure<Audit.VerdictRefusal>) -> AuditVerdict {
            let verdict = AuditState.Verdict.reject(reason: input.reason)
            try await points.decide(
                input.id,
                verdict,
                by: AdminAction(caller, reason: input.reason)
            )
            return AuditVerdict(id: input.id.rawValue, status: AuditState.failed.rawValue)
        }

        static func code(for refusal: Audit.VerdictRefusal) -> Code {
            AuditsAPI.code(for: refusal)
        }
    }
}
