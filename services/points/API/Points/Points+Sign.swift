import Basics
import Contracts
import PointsDomain
import ServiceKit

extension PointsAPI {
    /// `POST /api/sign/`: the daily sign-in.
    enum Sign: PointsEndpoint {
        static let route = PointsRoutes.sign
        static var fault: Code? { Code(-4, "签到失败") }

        static func answer(
            _ input: OpenidInput,
            to caller: Caller<Identity>,
            by points: PointsService
        ) async throws(Failure<SignIn.Refusal>) -> NoData {
            let participant = try PointsAPI.participant(
                input.openid,
                of: caller,
                orElse: SignIn.Refusal.participantUnknown
            )
            try await points.signIn(participant)
            return NoData()
        }

        static func code(for refusal: SignIn.Refusal) -> Code {
            switch refusal {
            case .alreadySignedToday: Code(-2, "每天只能签到一次")
            case .participantUnknown: Code(-3, "错误的openid")
            }
        }
    }
}
