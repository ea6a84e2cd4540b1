import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `GET /admin/auth/trail?subject=…&operator=…`: what operators have done here.
    enum ListTrail: AdminEndpoint {
        static let route = AuthAdminRoutes.listTrail

        static func answer(
            _ input: TrailWire.Input,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<Never>) -> AdminPage<TrailWire.Row> {
            try await auth.database.read(refusing: Never.self) { try input.page(in: $0) }
        }
    }
}
