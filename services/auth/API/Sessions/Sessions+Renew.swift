import Basics
import Contracts
import HTTP
import ServiceKit

extension SessionsAPI {
    /// `POST /api/session/renew`: another seven days, without asking WeChat.
    enum Renew: SessionsEndpoint {
        static let route = Route.post("/api/session/renew")

        typealias Input = NoInput

        struct Output: Encodable {
            let token: String
            let expires_in: Int64
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<SessionRefusal>) -> Output {
            guard let identity = caller.identity else { throw .fault }
            let renewed = try await auth.renew(identity)
            return Output(token: renewed.token, expires_in: renewed.expiresInSeconds)
        }

        static func code(for refusal: SessionRefusal) -> Code {
            switch refusal {
            case .unknown: SessionsAPI.unknown
            }
        }
    }
}
