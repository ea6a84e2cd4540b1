import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/apps/{app_id}/rotate-secret {secret}`: the secret that WeChat's console
    /// has made anew.
    enum RotateSecret: AdminEndpoint {
        static let route = AuthAdminRoutes.rotateSecret

        struct Input: EndpointInput {
            private static let secret = Field.text("secret", "Its new AppSecret.")
                .described(upTo: AppBounds.secret)

            let app: ID<App>
            let secret: Secret<String>

            init(_ fields: FieldReader) throws(ParameterProblem) {
                app = try fields.read(PathFields.app)
                secret = Secret(try fields.read(Self.secret))
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<AppRefusal>) -> AppOutput {
            try await auth.rotateSecret(
                of: input.app,
                input.secret,
                by: AdminAction(caller)
            )
            return AppOutput(input.app)
        }

        static let refusals: [AppRefusal] = [.unknown, .malformed(.secret)]
    }
}
