import Admin
import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension AdminAPI {
    /// `GET /admin/points/participants?openid=…|share_code=…|after=…`: who takes part.
    enum FindParticipants: AdminEndpoint {
        static let route = PointsAdminRoutes.findParticipants

        struct Input: EndpointInput {
            private static let openid = Field.externalID("openid", "Those of this openid.")
            private static let shareCode = Field.text(
                "share_code",
                "The one of this share code.",
                example: "AAAAAAAA"
            )
            .described(upTo: ShareCode.length)
            .map { ShareCode($0) }

            let search: PointsService.Search
            let limit: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                limit = try fields.read(AdminFields.limit)
                if let openid = try fields.readIfPresent(Self.openid) {
                    search = .openid(openid)
                } else if let code = try fields.readIfPresent(Self.shareCode) {
                    search = .code(code)
                } else {
                    let after = try fields.readIfPresent(AdminFields.after)
                    search = .all(after: ID(after ?? .min))
                }
            }
        }

        struct Line: Payload {
            let iid: Int64
            let app: Int64
            let openid: String
            let nickname: String
            let avatar: String
            let balance: Int64
            let entries: Int64
            let invited: Int64
            let closed: Bool
            let created: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by points: PointsService
        ) async throws(Failure<Never>) -> AdminPage<Line> {
            AdminPage(
                try await points.summaries(input.search, upTo: input.limit),
                limit: input.limit,
                key: { $0.id.rawValue },
                row: line
            )
        }

        private static func line(_ summary: OfficeStore.ParticipantSummary) -> Line {
            Line(
                iid: summary.id.rawValue,
                app: summary.app.rawValue,
                openid: summary.openid.text,
                nickname: summary.nickname,
                avatar: summary.avatar,
                balance: summary.balance,
                entries: summary.entries,
                invited: summary.invited,
                closed: summary.isClosed,
                created: adminTime(summary.created)
            )
        }
    }
}
