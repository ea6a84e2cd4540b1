import Basics
import Contracts
import PointsDomain
import ServiceKit

extension PointsAPI {
    /// `GET /api/auth_status/`: what the caller has proved, or made available.
    enum AuthStatus: PointsEndpoint {
        static let route = PointsRoutes.authStatus

        struct Output: Payload {
            let is_phone: Bool
            let is_email: Bool
            let is_real_name: Bool
            let is_face: Bool
            let is_wx_run: Bool
            let is_mp: Bool
            let is_eye: Bool
            let eye_status: String
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
            let certificates = try await points.certificates(of: participant)
            return Output(
                is_phone: certificates.flags.isPhone,
                is_email: certificates.flags.isEmail,
                is_real_name: certificates.flags.isRealName,
                is_face: certificates.flags.isFace,
                is_wx_run: certificates.hasSteps,
                is_mp: certificates.flags.isMP,
                is_eye: certificates.eye == .success,
                eye_status: certificates.eye.rawValue
            )
        }

        static func code(for refusal: Participant.Refusal) -> Code {
            switch refusal {
            case .unknown: Code(-2, "错误的openid")
            }
        }
    }
}
