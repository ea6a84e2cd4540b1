import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension MerchantsAPI {
    /// `POST /api/user/wxLogin`: trades a code from `wx.login`; the user behind it, if one is bound.
    enum WxLogin: MerchantsEndpoint {
        static let route = Route.post("/api/user/wxLogin")
        static let access = Access.open

        struct Input: WireInput {
            let code: String
            let appid: String?

            init(_ wire: Parameters) throws(ParameterProblem) {
                code = try wire.text("code")
                appid = try wire.optionalText("appid")
            }
        }

        struct Output: Encodable {
            let token: String
            let expires_in: Int64
            let userInfo: UserInfo?
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<LoginRefusal>) -> Output {
            let choice = AppChoice(caller, parameter: input.appid)
            let loginResult =
                auth.isTestUser(input.code)
                ? try await auth.signInTestUser(from: choice)
                : try await auth.signIn(code: input.code, from: choice, at: .merchants)
            return Output(
                token: loginResult.token,
                expires_in: loginResult.expiresInSeconds,
                userInfo: loginResult.account?.bound.map(UserInfo.init)
            )
        }

        static func failure(for refusal: LoginRefusal) -> TransportFailure? {
            refusal == .weChatAway ? .unavailable : nil
        }

        static func code(for refusal: LoginRefusal) -> Code {
            switch refusal {
            case .appUnknown: Code(70011, "微信appid不存在")
            case .codeInvalid: Code(10001, "code无效或已过期")
            case .codeUsed: Code(10001, "code已被使用")
            case .userBlocked: Code(10001, "该微信用户已被限制登录")
            case .appRefused: Code(10001, "微信登录失败")
            case .weChatAway: Code(500, "微信暂时不可用，请稍后再试")
            }
        }
    }
}
