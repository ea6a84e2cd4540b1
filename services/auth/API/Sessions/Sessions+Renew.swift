import Basics
import Contracts
import ServiceKit

extension SessionsAPI {
    /// `POST /api/session/renew`: another seven days, without asking WeChat.
    enum Renew: SessionsEndpoint {
        static let route = SessionRoutes.renew
        static let keepsAnswers = false

        struct Output: Payload {
            let token: String
            let expires_in: Int64
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller<Identity>,
            by auth: AuthService
        ) async throws(Failure<SessionRefusal>) -> Output {
            let renewed = try await auth.renew(caller.identity)
            return Output(token: renewed.token, expires_in: renewed.expiresInSeconds)
        }
    }
}
