import Admin
import Basics
import Contracts
import HTTP
import ServiceKit
import TreasureDomain

extension AdminAPI {
    /// `GET /admin/treasure/reviews`: tasks whose text or picture waits for a person. They are decided
    /// with `approve` and `refuse`.
    enum ListReviews: AdminEndpoint {
        static let route = TreasureAdminRoutes.listReviews

        static func answer(
            _ input: PartInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> AdminPage<TaskRowWire> {
            let rows = try await treasure.database.read(refusing: Never.self) {
                try OfficeStore($0).reviews(after: input.after ?? 0, upTo: input.limit)
            }
            return AdminPage(
                rows,
                limit: input.limit,
                key: { $0.task.id.rawValue },
                row: TaskRowWire.init
            )
        }
    }
}
