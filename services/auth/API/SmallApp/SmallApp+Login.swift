import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension SmallAppAPI {
    /// `POST /api/smallapp/login`: trades a code from `wx.login` of one of our apps.
    enum Login: SmallAppEndpoint {
        static let route = Route.post("/api/smallapp/login")
        static let access = Access.open

        struct Input: WireInput {
            let app: ID<App>
            let code: String

            init(_ wire: Parameters) throws(ParameterProblem) {
                app = try ID(smallAppWire: wire)
                code = try wire.text("code")
            }
        }

        struct Output: Encodable {
            let token: String
            let expires_in: Int64
            let oauthed: Bool
            let user: User?
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<LoginRefusal>) -> Output {
            let app = try await auth.app(input.app)
            let loginResult = try auth.loginResult(
                try await auth.enter(code: input.code, in: app, at: .smallApp)
            )
            return Output(
                token: loginResult.token,
                expires_in: loginResult.expiresInSeconds,
                oauthed: loginResult.isRegistered,
                user: loginResult.isRegistered ? User(loginResult.account) : nil
            )
        }

        static func failure(for refusal: LoginRefusal) -> TransportFailure? {
            refusal == .weChatAway ? .unavailable : nil
        }

        static func code(for refusal: LoginRefusal) -> Code {
            switch refusal {
            case .appUnknown: SmallAppAPI.appUnknown
            case .codeInvalid: Code(-3, "code无效或已过期")
            case .codeUsed: Code(-3, "code已被使用")
            case .userBlocked: Code(-3, "该微信用户已被限制登录")
            case .appRefused: Code(-3, "微信登录失败")
            case .weChatAway: Code(-3, "微信暂时不可用，请稍后再试")
            }
        }
    }
}
