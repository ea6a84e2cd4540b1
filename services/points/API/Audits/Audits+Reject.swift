import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension AuditsAPI {
    /// `POST /admin/points/audits/{id}/reject {reason}`: it has failed; other pictures may come.
    enum Reject: AuditsEndpoint {
        static let route = Route.post("/admin/points/audits/{id}/reject")

        struct Input: WireInput {
            /// Longest reason, in characters.
            private static let reasonLength = 2000

            let auditor: String
            let reason: String

            init(_ wire: Parameters) throws(ParameterProblem) {
                auditor = try AuditsAPI.auditor(wire)
                reason = try wire.text("reason")
                guard reason.unicodeScalars.count <= Self.reasonLength else {
                    throw .malformed("reason")
                }
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by points: PointsService
        ) async throws(Failure<Audit.VerdictRefusal>) -> AuditVerdict {
            let id = AuditsAPI.audit(caller)
            try await points.decide(id, .reject(reason: input.reason), by: input.auditor)
            return AuditVerdict(id: id.rawValue, status: AuditState.failed.rawValue)
        }

        static func code(for refusal: Audit.VerdictRefusal) -> Code {
            AuditsAPI.code(for: refusal)
        }
    }
}
