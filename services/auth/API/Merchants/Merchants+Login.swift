import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension MerchantsAPI {
    /// `POST /api/user/login`: binds the WeChat identity to the account of a mobile, which a code
    /// proves to be the caller's. Tells the gateway that the session has an account now.
    enum Login: BindingEndpoint {
        static let route = MerchantsRoutes.login
        static let keepsAnswers = false

        struct Input: EndpointInput {
            private static let code = Field.text(
                "verify_code",
                "What was sent to the mobile.",
                example: "123456"
            ).described(upTo: VerifyCode.digits)

            let mobile: String
            let code: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                mobile = try fields.read(MerchantsAPI.mobile)
                code = try fields.read(Self.code)
            }
        }

        struct Bound: Payload {
            let userInfo: UserInfo
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by auth: AuthService
        ) async throws(Failure<BindRefusal>) -> SessionsChanged<Bound> {
            let identity = caller.identity
            let user = try await auth.bind(mobile: input.mobile, code: input.code, to: identity)
            return SessionsChanged([identity.sid], Bound(userInfo: UserInfo(user)))
        }

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
