import Basics
import Contracts
import PointsDomain
import ServiceKit

extension PointsAPI {
    /// `GET /api/query_share_code/`: the caller's code, the multiplier in force, and their places
    /// by invitations yesterday and today.
    enum QueryShareCode: PointsEndpoint {
        static let route = PointsRoutes.queryShareCode

        struct Output: Payload {
            let share_code: String
            let times: Int64
            let y_rank: Int64
            let n_rank: Int64
        }

        static func answer(
            _ input: OpenidInput,
            to caller: Caller<Identity>,
            by points: PointsService
        ) async throws(Failure<Participant.Refusal>) -> Output {
            let participant = try PointsAPI.participant(
                input.openid,
                of: caller,
                orElse: Participant.Refusal.unknown
            )
            let (code, standing) = try await points.sharing(of: participant)
            return Output(
                share_code: code.text,
                times: standing.times,
                y_rank: standing.yesterdayRank,
                n_rank: standing.todayRank
            )
        }

        static func code(for refusal: Participant.Refusal) -> Code {
            switch refusal {
            case .unknown: Code(-2, "错误的openid")
            }
        }
    }
}
