import Admin
import Basics
import Contracts
import HTTP
import Media
import PointsDomain
import ServiceKit

extension AuditsAPI {
    /// `GET /admin/points/audits/{id}`: an audit, its history, and who looked at its pictures.
    enum Show: AdminEndpoint {
        static let route = PointsAdminRoutes.showAudit

        struct Step: Codable {
            let status: String
            let by: String
            let reason: String
            let at: String
        }

        struct Look: Codable {
            let reader: String
            let file: String
            let at: String
        }

        struct Output: Payload {
            let audit: AuditLine
            let history: [Step]
            let looks: [Look]
            let links_expire_in: Int64
        }

        static func answer(
            _ input: AuditInput,
            to caller: Caller<Operator>,
            by points: PointsService
        ) async throws(Failure<Audit.VerdictRefusal>) -> Output {
            let folder = try await points.audit(input.id)
            return Output(
                audit: AuditLine(folder, for: caller.administrator, points.uploads.links),
                history: folder.steps.map { step in
                    Step(
                        status: step.state.rawValue,
                        by: step.by,
                        reason: step.reason,
                        at: adminTime(step.at)
                    )
                },
                looks: folder.looks.map { look in
                    Look(
                        reader: look.reader,
                        file: look.file,
                        at: adminTime(look.at)
                    )
                },
                links_expire_in: MediaLinks.seconds
            )
        }

        static let refusals: [Audit.VerdictRefusal] = [.unknown]

        static func code(for refusal: Audit.VerdictRefusal) -> Code {
            AuditsAPI.code(for: refusal)
        }
    }
}
