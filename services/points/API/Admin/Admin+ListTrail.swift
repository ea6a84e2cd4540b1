import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `GET /admin/points/trail?subject=…&operator=…`: what operators have done here.
    enum ListTrail: AdminEndpoint {
        static let route = PointsAdminRoutes.listTrail

        static func answer(
            _ input: TrailWire.Input,
            to caller: Caller<Operator>,
            by points: PointsService
        ) async throws(Failure<Never>) -> AdminPage<TrailWire.Row> {
            try await points.database.read(refusing: Never.self) { try input.page(in: $0) }
        }
    }
}
