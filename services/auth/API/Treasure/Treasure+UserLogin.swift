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
        static let route = Route.get("/api/treasure/userLogin")
        static let access = Access.open

        struct Input: WireInput {
            let code: String
            let profile: SealedData
            let appid: String?

            init(_ wire: Parameters) throws(ParameterProblem) {
                code = try wire.text("code")
                profile = try SealedData(wire)
                appid = try wire.optionalText("appid")
            }
        }

        struct Output: Encodable {
            let data: User
        }

        struct User: Encodable {
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
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<ProfileLoginRefusal>) -> Output {
            let loginResult = try await auth.signIn(
                code: input.code,
                from: AppChoice(caller, parameter: input.appid),
                at: .treasure,
                profile: input.profile
            )
            return Output(data: User(loginResult))
        }

        static func failure(for refusal: ProfileLoginRefusal) -> TransportFailure? {
            refusal == .signIn(.weChatAway) ? .unavailable : nil
        }

        static func code(for refusal: ProfileLoginRefusal) -> Code {
            switch refusal {
            case .signIn(.appUnknown): Code(2, "微信appid不存在")
            case .signIn(.codeInvalid): Code(3, "code无效或已过期")
            case .signIn(.codeUsed): Code(3, "code已被使用")
            case .signIn(.userBlocked): Code(3, "该微信用户已被限制登录")
            case .signIn(.appRefused): Code(3, "微信登录失败")
            case .signIn(.weChatAway): Code(503, "微信暂时不可用，请稍后再试")
            case .data(.sessionKeyWrong): Code(4, "用户信息解密失败，请重新登录")
            case .data(.ofAnotherApp): Code(6, "用户信息不属于当前小程序")
            case .data(.ofAnotherUser): Code(7, "用户信息不属于当前用户")
            case .data: Code(5, "用户信息格式错误")
            }
        }
    }
}

extension TreasureAPI.UserLogin.User {
    fileprivate init(_ loginResult: LoginResult) {
        let profile = loginResult.account?.user.profile ?? Profile()
        self.init(
            unionid: loginResult.identity.unionid.text,
            openid: loginResult.identity.openid.text,
            nickName: profile.nickname,
            avatarUrl: profile.avatar,
            gender: profile.gender.rawValue,
            city: profile.city,
            province: profile.province,
            country: profile.country,
            token: loginResult.token,
            expires_in: loginResult.expiresInSeconds
        )
    }
}
