import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension WxAuthAPI {
    /// `GET /miniprog/wx_auth/is_openid_registered`: in the app that is named, else in any of ours.
    enum IsOpenidRegistered: WxAuthEndpoint {
        static let route = WxAuthRoutes.isOpenidRegistered

        struct Input: EndpointInput {
            private static let openid = Field.externalID("openid", "Anybody's openid.")

            let openid: ExternalID
            let appid: String?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                openid = try fields.read(Self.openid)
                appid = try fields.readIfPresent(LoginFields.appid)
            }
        }

        struct Output: Payload {
            let is_registered: Bool
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity?>,
            by auth: AuthService
        ) async throws(Failure<LoginRefusal>) -> Output {
            let choice = AppChoice(caller, parameter: input.appid)
            return Output(is_registered: try await auth.isMember(input.openid, from: choice))
        }

        static let refusals: [LoginRefusal] = [.appUnknown]

        static func code(for refusal: LoginRefusal) -> Code { GetOpenidByCode.code(for: refusal) }
    }
}
