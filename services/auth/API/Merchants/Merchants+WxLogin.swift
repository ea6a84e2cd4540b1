import AuthDomain
import Basics
import Contracts
import ServiceKit

extension MerchantsAPI {
    /// `POST /api/user/wxLogin`: trades a code from `wx.login`; the user behind it, if one is bound.
    enum WxLogin: MerchantsEndpoint, LoginEndpoint {
        static let route = MerchantsRoutes.wxLogin
        static let keepsAnswers = false

        struct Output: Payload {
            let token: String
            let expires_in: Int64
            let userInfo: UserInfo?
        }

        static func answer(
            _ input: LoginInput,
            to caller: Caller<Identity?>,
            by auth: AuthService
        ) async throws(Failure<LoginRefusal>) -> Output {
            let choice = AppChoice(caller, parameter: input.appid)
            let result =
                auth.isTestUser(input.code)
                ? try await auth.loginTestUser(from: choice)
                : try await auth.login(code: input.code, from: choice, at: .merchants)
            return Output(
                token: result.token,
                expires_in: result.expiresInSeconds,
                userInfo: result.account?.bound.map { UserInfo($0) }
            )
        }

        static func code(for refusal: LoginRefusal) -> Code {
            switch refusal {
            case .appUnknown: Code(70011, refusal.text)
            case .codeInvalid, .codeUsed, .userBlocked, .appRefused: Code(10001, refusal.text)
            case .weChatAway: Code(500, refusal.text)
            }
        }
    }
}
