import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension AdminAPI {
    /// `GET /admin/points/participants?openid=…|share_code=…|after=…`: who takes part.
    enum FindParticipants: Interface {
        static let route = Route.get("/admin/points/participants")

        struct Input: WireInput {
            let search: PointsService.Search
            let size: Int64

            init(_ wire: Parameters) throws(ParameterProblem) {
                size = try AdminAPI.size(wire)
                if let openid = try wire.optionalText("openid") {
                    search = .openid(Octets(openid))
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
            let cards = try await points.cards(input.search, upTo: input.size)
            let last = cards.count == Int(input.size) ? cards.last?.id.rawValue : nil
            return Output(participants: cards.map(line), after: last)
        }

        private static func line(_ card: OfficeStore.Card) -> Line {
            Line(
                iid: card.id.rawValue,
                app: card.app,
                openid: card.openid.text,
                nickname: card.nickname,
                avatar: card.avatar,
                balance: card.balance,
                entries: card.entries,
                invited: card.invited,
                closed: card.isClosed,
                created: CivilZone.china.text(at: card.created)
            )
        }
    }
}
