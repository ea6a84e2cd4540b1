import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension PointsAPI {
    /// `GET /api/login/`: trades a code from `wx.login`, registers on first sight.
    enum Login: PointsEndpoint {
        static let route = Route.get("/api/login/")
        static let access = Access.open

        struct Input: WireInput {
            let code: String
            let invite: Invite?
            let appid: String?

            init(_ wire: Parameters) throws(ParameterProblem) {
                code = try wire.text("code")
                invite = Invite(try wire.optionalText("invite"))
                appid = try wire.optionalText("appid")
            }
        }

        struct Output: Encodable {
            let openid: String
            let is_new: Bool
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
                at: .points,
                invitedBy: input.invite
            )
            return Output(
                openid: loginResult.identity.openid.text,
                is_new: loginResult.isNew,
                token: loginResult.token,
                expires_in: loginResult.expiresInSeconds
            )
        }

        static let fault: Code? = Code(-4, "创建用户失败")

        static func failure(for refusal: LoginRefusal) -> TransportFailure? {
            refusal == .weChatAway ? .unavailable : nil
        }

        static func code(for refusal: LoginRefusal) -> Code {
            switch refusal {
            case .appUnknown: Code(-2, "系统没有配置微信")
            case .codeInvalid, .codeUsed, .userBlocked, .appRefused, .weChatAway:
                Code(-3, "获取openID失败")
            }
        }
    }
}
