import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension AdminAPI {
    /// `GET /admin/points/participants?openid=…|share_code=…|after=…`: who takes part.
    enum FindParticipants: AdminEndpoint {
        static let route = Route.get("/admin/points/participants")

        struct Input: WireInput {
            let search: PointsService.Search
            let size: Int64

            init(_ wire: Parameters) throws(ParameterProblem) {
                size = try AdminAPI.size(wire)
                if let openid = try wire.optionalText("openid") {
                    search = .openid(ExternalID(openid))
                } else if let text = try wire.optionalText("share_code") {
                    guard let code = ShareCode(text) else { throw .malformed("share_code") }
                    search = .code(code)
                } else {
                    search = .all(after: ID(try wire.optionalInteger("after") ?? .min))
                }
            }
        }

        struct Line: Encodable {
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

        struct Output: Encodable {
            let participants: [Line]
            /// For the next page.
            let after: Int64?
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by points: PointsService
        ) async throws(Failure<Never>) -> Output {
            let summaries = try await points.summaries(input.search, upTo: input.size)
            let last = summaries.count == Int(input.size) ? summaries.last?.id.rawValue : nil
            return Output(participants: summaries.map(line), after: last)
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
                created: CivilZone.china.text(at: summary.created)
            )
        }
    }
}
