import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension MerchantsAPI {
    /// `POST /api/user/login`: binds the WeChat identity to the account of a mobile, which a code
    /// proves to be the caller's.
    enum Login: MerchantsEndpoint {
        static let route = Route.post("/api/user/login")

        struct Input: WireInput {
            let mobile: String
            let code: String

            init(_ wire: Parameters) throws(ParameterProblem) {
                mobile = try wire.text("mobile")
                code = try wire.text("verify_code")
            }
        }

        /// Tells the gateway that the session has an account now.
        struct Output: Encodable, AnswerHeaders {
            let userInfo: UserInfo
            private let sid: String

            init(_ user: BoundUser, sid: String) {
                userInfo = UserInfo(user)
                self.sid = sid
            }

            private enum CodingKeys: CodingKey { case userInfo }

            var answerHeaders: [(name: String, value: String)] {
                [(name: InternalHeader.sessionChanged, value: sid)]
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<BindRefusal>) -> Output {
            guard let identity = caller.identity else { throw .fault }
            let user = try await auth.bind(mobile: input.mobile, code: input.code, to: identity)
            return Output(user, sid: identity.sid)
        }

        static let malformed: Code? = Code(10001, "参数不合法")

        static func code(for refusal: BindRefusal) -> Code {
            switch refusal {
            case .mobileMalformed: Code(10001, "手机号格式不正确")
            case .code(.wrong): Code(10001, "验证码错误")
            case .code(.expired): Code(10001, "验证码已过期，请重新获取")
            case .code(.used): Code(10001, "验证码已被使用，请重新获取")
            case .code(.burnt): Code(10001, "验证码错误次数过多，请重新获取")
            case .banned: Code(10004, "账号已停用")
            case .boundToAnother: Code(10006, "该微信已绑定其他手机号")
            case .identityGone: MerchantsAPI.identityGone
            }
        }
    }
}
