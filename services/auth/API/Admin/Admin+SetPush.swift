import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/apps/{app_id}/message-push {token, encoding_aes_key?}`: what WeChat's
    /// messages for the mini-program are verified with, as its console has it.
    enum SetPush: AdminEndpoint {
        static let route = Route.post("/admin/auth/apps/{app_id}/message-push")

        struct Input: WireInput {
            let secrets: PushSecrets

            init(_ wire: Parameters) throws(ParameterProblem) {
                secrets = PushSecrets(
                    token: try wire.text("token"),
                    key: try wire.optionalText("encoding_aes_key")
                )
            }
        }

        struct Output: Encodable {
            let app_id: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<AppRefusal>) -> Output {
            let app = try AdminAPI.app(of: caller)
            try await auth.setPush(of: app, input.secrets, by: caller.operatorName)
            return Output(app_id: app.rawValue)
        }

        static func code(for refusal: AppRefusal) -> Code { AdminAPI.code(for: refusal) }
    }
}
