import Basics
import Contracts
import HTTP
import ServiceKit

extension MerchantsAPI {
    /// `POST /api/user/sms/verify_code`: sends a code to a mobile; answers it in the sandbox
    /// environment only.
    enum SendVerifyCode: BindingEndpoint {
        static let route = MerchantsRoutes.sendVerifyCode
        static let keepsAnswers = false

        struct Input: EndpointInput {
            let mobile: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                mobile = try fields.read(MerchantsAPI.mobile)
            }
        }

        struct Output: Payload {
            let verify_code: String?
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by auth: AuthService
        ) async throws(Failure<SendCodeRefusal>) -> Output {
            let code = try await auth.sendVerifyCode(
                CodeWish(
                    mobile: input.mobile,
                    identity: caller.identity,
                    address: caller.headers["X-Forwarded-For"]
                )
            )
            return Output(verify_code: auth.stage == .sandbox ? code : nil)
        }

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
