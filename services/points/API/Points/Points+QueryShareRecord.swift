import Basics
import Contracts
import PointsDomain
import ServiceKit

extension PointsAPI {
    /// `GET /api/query_share_record/`: a page of those who came by the caller's code, newest first.
    enum QueryShareRecord: PointsEndpoint {
        static let route = PointsRoutes.queryShareRecord

        struct Line: Payload {
            let avatar: String
            let nickname: String
            let c_time: String
        }

        static func answer(
            _ input: PageInput,
            to caller: Caller<Identity>,
            by points: PointsService
        ) async throws(Failure<Participant.Refusal>) -> [Line] {
            let participant = try PointsAPI.participant(
                input.openid,
                of: caller,
                orElse: Participant.Refusal.unknown
            )
            return try await points.guests(input.page, of: participant)
                .map { guest in
                    Line(
                        avatar: guest.avatar,
                        nickname: guest.nickname,
                        c_time: CivilZone.china.text(at: guest.at)
                    )
                }
        }

        static func code(for refusal: Participant.Refusal) -> Code {
            switch refusal {
            case .unknown: Code(-2, "错误的openid")
            }
        }
    }
}
