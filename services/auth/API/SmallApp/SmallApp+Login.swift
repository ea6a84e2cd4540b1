import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension SmallAppAPI {
    /// `POST /api/smallapp/login`: trades a code from `wx.login` of one of our apps.
    enum Login: SmallAppEndpoint, LoginEndpoint {
        static let route = SmallAppRoutes.login
        static let keepsAnswers = false

        struct Input: EndpointInput {
            let app: ID<App>
            let code: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                app = try fields.read(SmallAppAPI.app)
                code = try fields.read(LoginFields.code)
            }
        }

        struct Output: Payload {
            let token: String
            let expires_in: Int64
            let oauthed: Bool
            let user: User?
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity?>,
            by auth: AuthService
        ) async throws(Failure<LoginRefusal>) -> Output {
            let app = try await auth.app(input.app)
            let result = try auth.loginResult(
                of: try await auth.establishSession(code: input.code, in: app, at: .smallApp)
            )
            return Output(
                token: result.token,
                expires_in: result.expiresInSeconds,
                oauthed: result.isRegistered,
                user: result.isRegistered ? User(result.account) : nil
            )
        }

        static func code(for refusal: LoginRefusal) -> Code {
            switch refusal {
            case .appUnknown: SmallAppAPI.appUnknown
            case .codeInvalid, .codeUsed, .userBlocked, .appRefused, .weChatAway:
                Code(-3, refusal.text)
            }
        }
    }
}
