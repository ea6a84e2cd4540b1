import Admin
import Basics
import Contracts
import ServiceKit

extension OrderOfficeAPI {
    /// `GET /admin/commerce/approvals?state=waiting`: what waits for a second operator.
    enum ListApprovals: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.listApprovals

        static func answer(
            _ input: ApprovalWire.ListInput,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> AdminPage<ApprovalWire.Row> {
            try await commerce.database.read(refusing: Never.self) { try input.page(in: $0) }
        }
    }
}
