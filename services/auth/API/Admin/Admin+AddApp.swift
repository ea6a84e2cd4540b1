import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/apps {app_id, appid, oper_id, name, secret}`: a mini-program that was not
    /// here before.
    enum AddApp: AdminEndpoint {
        static let route = Route.post("/admin/auth/apps")

        struct Input: WireInput {
            let app: OfferedApp

            init(_ wire: Parameters) throws(ParameterProblem) {
                app = OfferedApp(
                    id: ID(try wire.integer("app_id")),
                    appid: try wire.text("appid"),
                    oper: try wire.integer("oper_id"),
                    name: try wire.text("name"),
                    secret: Secret(try wire.text("secret"))
                )
            }
        }

        struct Output: Encodable {
            let app_id: Int64
            let appid: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<AppRefusal>) -> Output {
            try await auth.addApp(input.app, by: caller.operatorName)
            return Output(app_id: input.app.id.rawValue, appid: input.app.appid)
        }

        static func code(for refusal: AppRefusal) -> Code { AdminAPI.code(for: refusal) }
    }
}
