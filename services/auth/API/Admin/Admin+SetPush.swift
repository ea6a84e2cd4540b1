import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/apps/{app_id}/message-push {token, encoding_aes_key?}`: what WeChat's
    /// messages for the mini-program are verified with, as its console has it.
    enum SetPush: AdminEndpoint {
        static let route = AuthAdminRoutes.setPush

        struct Input: EndpointInput {
            private static let token = Field.text("token", "What WeChat signs its messages with.")
            private static let key = Field.text(
                "encoding_aes_key",
                "What WeChat encrypts them with; without it they come in the clear."
            )

            let app: ID<App>
            let secrets: PushSecrets

            init(_ fields: FieldReader) throws(ParameterProblem) {
                app = try fields.read(PathFields.app)
                secrets = PushSecrets(
                    token: try fields.read(Self.token),
                    key: try fields.readIfPresent(Self.key)
                )
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<AppRefusal>) -> AppOutput {
            try await auth.setPush(of: input.app, input.secrets, by: AdminAction(caller))
            return AppOutput(input.app)
        }

        static let refusals: [AppRefusal] = [.unknown, .malformed(.push)]
    }
}
