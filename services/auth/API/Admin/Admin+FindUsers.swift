import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `GET /admin/auth/users?mobile=…|openid=…|unionid=…|uid=…`: those who are meant, twenty at
    /// most.
    enum FindUsers: AdminEndpoint {
        static let route = AuthAdminRoutes.findUsers

        struct Input: EndpointInput {
            private static let mobile = Field.text(
                "mobile",
                "A mobile, verified or not.",
                example: "13800138000"
            )
            private static let openid = Field.externalID("openid", "WeChat's name in one app.")
            private static let unionid = Field.externalID("unionid", "WeChat's name in all apps.")
            private static let uid = Field.id("uid", "The user's number.")

            let search: UserSearch

            init(_ fields: FieldReader) throws(ParameterProblem) {
                if let mobile = try fields.readIfPresent(Self.mobile) {
                    search = .mobile(mobile)
                } else if let openid = try fields.readIfPresent(Self.openid) {
                    search = .openid(openid)
                } else if let unionid = try fields.readIfPresent(Self.unionid) {
                    search = .unionid(unionid)
                } else {
                    search = .uid(ID(try fields.read(Self.uid)))
                }
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<Never>) -> AdminPage<UserLines> {
            AdminPage(all: try await auth.findUsers(input.search).map { UserLines($0) })
        }
    }
}
