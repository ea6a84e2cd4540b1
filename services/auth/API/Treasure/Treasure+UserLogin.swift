import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit
import WeChat

extension TreasureAPI {
    /// `GET /api/treasure/userLogin`: trades a code from `wx.login` together with the profile that
    /// WeChat encrypted; registers on first sight.
    enum UserLogin: TreasureEndpoint {
        static let route = TreasureRoutes.userLogin

        struct Input: EndpointInput {
            let login: LoginInput
            let profile: SealedData

            init(_ fields: FieldReader) throws(ParameterProblem) {
                login = try LoginInput(fields)
                profile = try SealedData(fields)
            }
        }

        struct Output: Payload {
            let data: User
        }

        struct User: Codable {
            let unionid: String
            let openid: String
            let nickName: String
            let avatarUrl: String
            let gender: Int64
            let city: String
            let province: String
            let country: String
            let token: String
            let expires_in: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity?>,
            by auth: AuthService
        ) async throws(Failure<ProfileLoginRefusal>) -> Output {
            let result = try await auth.login(
                code: input.login.code,
                from: AppChoice(caller, parameter: input.login.appid),
                at: .treasure,
                profile: input.profile
            )
            return Output(data: User(result))
        }

        static func failure(for refusal: ProfileLoginRefusal) -> TransportFailure? {
            switch refusal {
            case .login(let refusal): refusal.failure
            case .data: nil
            }
        }

        static func code(for refusal: ProfileLoginRefusal) -> Code {
            switch refusal {
            case .login(let refusal): code(for: refusal)
            case .data(.sessionKeyWrong): Code(4, "用户信息解密失败，请重新登录")
            case .data(.ofAnotherApp): Code(6, "用户信息不属于当前小程序")
            case .data(.ofAnotherUser): Code(7, "用户信息不属于当前用户")
            case .data: Code(5, "用户信息格式错误")
            }
        }

        private static func code(for refusal: LoginRefusal) -> Code {
            switch refusal {
            case .appUnknown: Code(2, refusal.text)
            case .codeInvalid, .codeUsed, .userBlocked, .appRefused: Code(3, refusal.text)
            case .weChatAway: Code(503, refusal.text)
            }
        }
    }
}

extension TreasureAPI.UserLogin.User {
    fileprivate init(_ result: LoginResult) {
        let profile = result.account?.user.profile ?? Profile()
        self.init(
            unionid: result.identity.unionid.text,
            openid: result.identity.openid.text,
            nickName: profile.nickname,
            avatarUrl: profile.avatar,
            gender: profile.gender.rawValue,
            city: profile.city,
            province: profile.province,
            country: profile.country,
            token: result.token,
            expires_in: result.expiresInSeconds
        )
    }
}
