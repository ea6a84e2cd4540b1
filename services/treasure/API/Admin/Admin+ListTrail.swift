import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `GET /admin/treasure/trail?subject=…&operator=…`: what operators have done here.
    enum ListTrail: AdminEndpoint {
        static let route = TreasureAdminRoutes.listTrail

        static func answer(
            _ input: TrailWire.Input,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> AdminPage<TrailWire.Row> {
            try await treasure.database.read(refusing: Never.self) { try input.page(in: $0) }
        }
    }
}
