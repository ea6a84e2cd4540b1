import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `GET /admin/points/approvals?state=waiting`: what waits for a second operator.
    enum ListApprovals: AdminEndpoint {
        static let route = PointsAdminRoutes.listApprovals

        static func answer(
            _ input: ApprovalWire.ListInput,
            to caller: Caller<Operator>,
            by points: PointsService
        ) async throws(Failure<Never>) -> AdminPage<ApprovalWire.Row> {
            try await points.database.read(refusing: Never.self) { try input.page(in: $0) }
        }
    }
}
