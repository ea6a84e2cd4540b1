import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `GET /admin/auth/apps`: all mini-programs, without their secrets.
    enum ListApps: AdminEndpoint {
        static let route = AuthAdminRoutes.listApps

        static func answer(
            _ input: NoInput,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<Never>) -> AdminPage<AppPayload> {
            AdminPage(all: try await auth.allApps().map(AppPayload.init))
        }
    }
}
