import AuthDomain
import Basics
import Contracts
import ServiceKit

extension WxAuthAPI {
    /// `GET /miniprog/wx_auth/get_openid_by_code`: trades a code from `wx.login`. WeChat's session
    /// key stays here; what is answered under that name is a handle that `register` takes back.
    enum GetOpenidByCode: WxAuthEndpoint, LoginEndpoint {
        static let route = WxAuthRoutes.getOpenidByCode

        struct Output: Payload {
            let openid: String
            let is_registered: Bool
            let session_key: String
            let token: String
            let expires_in: Int64
        }

        static func answer(
            _ input: LoginInput,
            to caller: Caller<Identity?>,
            by auth: AuthService
        ) async throws(Failure<LoginRefusal>) -> Output {
            let result = try await auth.login(
                code: input.code,
                from: AppChoice(caller, parameter: input.appid),
                at: .wxAuth
            )
            let handle = SessionHandle(of: result.identity, at: auth.now)
            guard let text = try? handle.text(sealing: auth.vault) else { throw .fault }
            return Output(
                openid: result.identity.openid.text,
                is_registered: result.isRegistered,
                session_key: text,
                token: result.token,
                expires_in: result.expiresInSeconds
            )
        }

        static func code(for refusal: LoginRefusal) -> Code {
            switch refusal {
            case .appUnknown: Code(2, refusal.text)
            case .codeInvalid, .codeUsed, .userBlocked, .appRefused: Code(3, refusal.text)
            case .weChatAway: Code(503, refusal.text)
            }
        }
    }
}
