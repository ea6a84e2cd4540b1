import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension WxAuthAPI {
    /// `GET /miniprog/wx_auth/get_openid_by_code`: trades a code from `wx.login`. WeChat's session
    /// key stays here; what is answered under that name is a handle that `register` takes back.
    enum GetOpenidByCode: WxAuthEndpoint {
        static let route = Route.get("/miniprog/wx_auth/get_openid_by_code")
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
            let openid: String
            let is_registered: Bool
            let session_key: String
            let token: String
            let expires_in: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<LoginRefusal>) -> Output {
            let loginResult = try await auth.signIn(
                code: input.code,
                from: AppChoice(caller, parameter: input.appid),
                at: .wxAuth
            )
            let handle = SessionHandle(of: loginResult.identity, at: auth.now)
            guard let text = try? handle.text(sealing: auth.vault) else { throw .fault }
            return Output(
                openid: loginResult.identity.openid.text,
                is_registered: loginResult.isRegistered,
                session_key: text,
                token: loginResult.token,
                expires_in: loginResult.expiresInSeconds
            )
        }

        static func failure(for refusal: LoginRefusal) -> TransportFailure? {
            refusal == .weChatAway ? .unavailable : nil
        }

        static func code(for refusal: LoginRefusal) -> Code {
            switch refusal {
            case .appUnknown: WxAuthAPI.appUnknown
            case .codeInvalid: Code(3, "code无效或已过期")
            case .codeUsed: Code(3, "code已被使用")
            case .userBlocked: Code(3, "该微信用户已被限制登录")
            case .appRefused: Code(3, "微信登录失败")
            case .weChatAway: Code(503, "微信暂时不可用，请稍后再试")
            }
        }
    }
}
