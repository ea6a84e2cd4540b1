import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/apps/{app_id}/rotate-secret {secret}`: the secret that WeChat's console
    /// has made anew.
    enum RotateSecret: AdminEndpoint {
        static let route = Route.post("/admin/auth/apps/{app_id}/rotate-secret")

        struct Input: WireInput {
            let secret: Secret<String>

            init(_ wire: Parameters) throws(ParameterProblem) {
                secret = Secret(try wire.text("secret"))
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
            try await auth.rotateSecret(of: app, input.secret, by: caller.operatorName)
            return Output(app_id: app.rawValue)
        }

        static func code(for refusal: AppRefusal) -> Code { AdminAPI.code(for: refusal) }
    }
}
