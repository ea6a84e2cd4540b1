import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `GET /admin/auth/users?mobile=…|openid=…|unionid=…`: those who are meant, twenty at most.
    enum FindUsers: AdminEndpoint {
        static let route = Route.get("/admin/auth/users")

        struct Input: WireInput {
            let search: UserSearch

            init(_ wire: Parameters) throws(ParameterProblem) {
                if let mobile = try wire.optionalText("mobile") {
                    search = .mobile(mobile)
                } else if let openid = try wire.optionalText("openid") {
                    search = .openid(ExternalID(openid))
                } else if let unionid = try wire.optionalText("unionid") {
                    search = .unionid(ExternalID(unionid))
                } else {
                    search = .uid(ID(try wire.integer("uid")))
                }
            }
        }

        struct Output: Encodable {
            let users: [UserLines]
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<Never>) -> Output {
            Output(users: try await auth.findUsers(input.search).map(UserLines.init))
        }
    }
}
