import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `GET /admin/auth/apps`: all mini-programs, without their secrets.
    enum ListApps: AdminEndpoint {
        static let route = Route.get("/admin/auth/apps")

        typealias Input = NoInput

        struct Output: Encodable {
            let apps: [Line]
        }

        struct Line: Encodable {
            let app_id: Int64
            let appid: String
            let oper_id: Int64
            let name: String
            let is_enabled: Bool
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<AppRefusal>) -> Output {
            Output(
                apps: try await auth.allApps().map { app in
                    Line(
                        app_id: app.id.rawValue,
                        appid: app.appid,
                        oper_id: app.oper,
                        name: app.name,
                        is_enabled: app.isEnabled
                    )
                }
            )
        }

        static func code(for refusal: AppRefusal) -> Code { AdminAPI.code(for: refusal) }
    }
}
