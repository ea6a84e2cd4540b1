import Basics
import Contracts
import HTTP
import Media
import PointsDomain
import ServiceKit

extension AuditsAPI {
    /// `GET /admin/points/audits?status=audit`: the audits in a state, oldest first, in parts.
    enum List: AuditsEndpoint {
        static let route = Route.get("/admin/points/audits")

        struct Input: WireInput {
            let state: AuditState
            /// The last one of the part before; 0 for the first.
            let after: ID<Audit>
            let size: Int64
            let auditor: String

            init(_ wire: Parameters) throws(ParameterProblem) {
                let status = try wire.optionalText("status") ?? AuditState.audit.rawValue
                guard let state = AuditState(rawValue: status) else { throw .malformed("status") }
                self.state = state
                after = ID(try wire.optionalInteger("after") ?? 0)
                size = try AdminAPI.size(wire)
                auditor = try AuditsAPI.auditor(wire)
            }
        }

        struct Output: Encodable {
            let audits: [AuditLine]
            /// For the next part; nil behind the last one.
            let after: Int64?
            /// Seconds that the links in it work.
            let links_expire_in: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by points: PointsService
        ) async throws(Failure<Never>) -> Output {
            let folders = try await points.audits(
                in: input.state,
                after: input.after,
                upTo: input.size
            )
            return Output(
                audits: folders.map { AuditLine($0, for: input.auditor, points.uploads.links) },
                after: folders.count == input.size ? folders.last?.audit.id.rawValue : nil,
                links_expire_in: MediaLinks.seconds
            )
        }
    }
}
