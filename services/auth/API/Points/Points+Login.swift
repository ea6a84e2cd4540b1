import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension PointsAPI {
    /// `GET /api/login/`: trades a code from `wx.login`, registers on first sight.
    enum Login: PointsEndpoint, LoginEndpoint {
        static let route = PointsRoutes.login

        struct Input: EndpointInput {
            private static let invite = Field.text(
                "invite",
                "The share code of whoever invites a new user; ignored where it is nobody's.",
                example: "AAAAAAAA"
            ).described(upTo: Invite.longest)

            let login: LoginInput
            let invite: Invite?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                login = try LoginInput(fields)
                invite = Invite(try fields.readIfPresent(Self.invite))
            }
        }

        struct Output: Payload {
            let openid: String
            let is_new: Bool
            let token: String
            let expires_in: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity?>,
            by auth: AuthService
        ) async throws(Failure<LoginRefusal>) -> Output {
            let result = try await auth.login(
                code: input.login.code,
                from: AppChoice(caller, parameter: input.login.appid),
                at: .points,
                invitedBy: input.invite
            )
            return Output(
                openid: result.identity.openid.text,
                is_new: result.isNew,
                token: result.token,
                expires_in: result.expiresInSeconds
            )
        }

        static let fault: Code? = Code(-4, "创建用户失败")

        static func code(for refusal: LoginRefusal) -> Code {
            switch refusal {
            case .appUnknown: Code(-2, "系统没有配置微信")
            case .codeInvalid, .codeUsed, .userBlocked, .appRefused, .weChatAway:
                Code(-3, "获取openID失败")
            }
        }
    }
}
