import Admin
import Basics
import Contracts
import HTTP
import Media
import PointsDomain
import ServiceKit

extension AuditsAPI {
    /// `GET /admin/points/audits?status=audit`: the audits in a state, oldest first, in parts.
    enum List: AdminEndpoint {
        static let route = PointsAdminRoutes.listAudits

        struct Input: EndpointInput {
            private static let status = Field.choice(
                "status",
                "The state that the audits are in.",
                default: AuditState.audit
            )

            let state: AuditState
            let after: ID<Audit>
            let limit: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                state = try fields.read(Self.status)
                after = ID(try fields.readIfPresent(AdminFields.after) ?? 0)
                limit = try fields.read(AdminFields.limit)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by points: PointsService
        ) async throws(Failure<Never>) -> AdminPage<AuditLine> {
            AdminPage(
                try await points.audits(in: input.state, after: input.after, upTo: input.limit),
                limit: input.limit,
                key: { $0.audit.id.rawValue },
                row: { AuditLine($0, for: caller.administrator, points.uploads.links) }
            )
        }
    }
}
