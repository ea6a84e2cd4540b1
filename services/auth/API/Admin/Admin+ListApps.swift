import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `GET /admin/auth/apps`: all mini-programs, without their secrets.
    enum ListApps: AdminEndpoint {
        static let route = AuthAdminRoutes.listApps

        struct Line: Payload {
            let app_id: Int64
            let appid: String
            let oper_id: Int64
            let name: String
            let is_enabled: Bool
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<Never>) -> AdminPage<Line> {
            AdminPage(
                all: try await auth.allApps().map { app in
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
    }
}
