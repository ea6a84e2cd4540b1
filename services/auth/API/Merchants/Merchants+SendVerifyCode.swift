import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension MerchantsAPI {
    /// `POST /api/user/sms/verify_code`: sends a code to a mobile; answers it in the sandbox
    /// environment only.
    enum SendVerifyCode: MerchantsEndpoint {
        static let route = Route.post("/api/user/sms/verify_code")

        struct Input: WireInput {
            let mobile: String

            init(_ wire: Parameters) throws(ParameterProblem) {
                mobile = try wire.text("mobile")
            }
        }

        struct Output: Encodable {
            let verify_code: String?
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<SendCodeRefusal>) -> Output {
            guard let identity = caller.identity else { throw .fault }
            let code = try await auth.sendVerifyCode(
                CodeWish(
                    mobile: input.mobile,
                    identity: identity,
                    address: caller.headers["X-Forwarded-For"]
                )
            )
            return Output(verify_code: auth.stage == .sandbox ? code : nil)
        }

        static let malformed: Code? = Code(10001, "参数不合法")

        static func failure(for refusal: SendCodeRefusal) -> TransportFailure? {
            switch refusal {
            case .tooOften: .tooManyRequests
            case .providerAway: .unavailable
            case .unconfigured: .internalFault
            case .mobileMalformed, .mobileRefused, .identityGone: nil
            }
        }

        static func retryAfterSeconds(for refusal: SendCodeRefusal) -> Int? {
            guard case .tooOften(let seconds) = refusal else { return nil }
            return seconds
        }

        static func code(for refusal: SendCodeRefusal) -> Code {
            switch refusal {
            case .mobileMalformed: Code(10001, "手机号格式不正确")
            case .mobileRefused: Code(10001, "该手机号无法接收短信")
            case .tooOften: Code(429, "获取验证码过于频繁，请稍后再试")
            case .identityGone: MerchantsAPI.identityGone
            case .providerAway: Code(500, "短信服务暂时不可用，请稍后再试")
            case .unconfigured: Code(500, "短信服务不可用")
            }
        }
    }
}
