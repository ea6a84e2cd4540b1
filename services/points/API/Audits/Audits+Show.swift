import Basics
import Contracts
import HTTP
import Media
import PointsDomain
import ServiceKit

extension AuditsAPI {
    /// `GET /admin/points/audits/{id}`: an audit, its history, and who looked at its pictures.
    enum Show: AuditsEndpoint {
        static let route = Route.get("/admin/points/audits/{id}")

        struct Input: WireInput {
            let auditor: String

            init(_ wire: Parameters) throws(ParameterProblem) {
                auditor = try AuditsAPI.auditor(wire)
            }
        }

        struct Step: Encodable {
            let status: String
            let by: String
            let reason: String
            let at: String
        }

        struct Look: Encodable {
            let reader: String
            let file: String
            let at: String
        }

        struct Output: Encodable {
            let audit: AuditLine
            let history: [Step]
            let looks: [Look]
            let links_expire_in: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by points: PointsService
        ) async throws(Failure<Audit.VerdictRefusal>) -> Output {
            let folder = try await points.audit(AuditsAPI.audit(caller))
            return Output(
                audit: AuditLine(folder, for: input.auditor, points.uploads.links),
                history: folder.steps.map { step in
                    Step(
                        status: step.state.rawValue,
                        by: step.by,
                        reason: step.reason,
                        at: CivilZone.china.text(at: step.at)
                    )
                },
                looks: folder.looks.map { look in
                    Look(
                        reader: look.reader,
                        file: look.file,
                        at: CivilZone.china.text(at: look.at)
                    )
                },
                links_expire_in: MediaLinks.seconds
            )
        }

        static func code(for refusal: Audit.VerdictRefusal) -> Code {
            AuditsAPI.code(for: refusal)
        }
    }
}
