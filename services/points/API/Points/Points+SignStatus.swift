import Basics
import Contracts
import PointsDomain
import ServiceKit

extension PointsAPI {
    /// `GET /api/sign_status/`: whether the caller has signed in today.
    enum SignStatus: PointsEndpoint {
        static let route = PointsRoutes.signStatus

        struct Output: Payload {
            let is_sign: Bool
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
            return Output(is_sign: try await points.hasSignedIn(participant))
        }

        static func code(for refusal: Participant.Refusal) -> Code {
            switch refusal {
            case .unknown: Code(-2, "错误的openid")
            }
        }
    }
}
