import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension WxAuthAPI {
    /// `GET /miniprog/wx_auth/is_openid_registered`: in the app that is named, else in any of ours.
    enum IsOpenidRegistered: WxAuthEndpoint {
        static let route = Route.get("/miniprog/wx_auth/is_openid_registered")
        static let access = Access.open

        struct Input: WireInput {
            let openid: String
            let appid: String?

            init(_ wire: Parameters) throws(ParameterProblem) {
                openid = try wire.text("openid")
                appid = try wire.optionalText("appid")
            }
        }

        struct Output: Encodable {
            let is_registered: Bool
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<LoginRefusal>) -> Output {
            let choice = AppChoice(caller, parameter: input.appid)
            return Output(
                is_registered: try await auth.isMember(ExternalID(input.openid), from: choice)
            )
        }

        static func code(for refusal: LoginRefusal) -> Code { WxAuthAPI.appUnknown }
    }
}
