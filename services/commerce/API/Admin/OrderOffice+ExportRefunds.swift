import Admin
import Basics
import CommerceDomain
import Contracts
import ServiceKit

extension OrderOfficeAPI {
    /// `GET /admin/commerce/refunds.csv`: all refunds of orders, as a table, the newest first.
    enum ExportRefunds: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.exportRefunds
        static let mediaTypes = [PagedTable.mediaType]
        private static let rowsAtOnce: Int64 = 500
        private static let columns = [
            "id", "order_id", "cause", "pieces", "amount", "reason", "status", "refund_id",
            "created", "changed",
        ]

        static func answer(
            _ input: NoInput,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> Download {
            let database = commerce.database
            let table = PagedTable(columns, first: .max, log: commerce.log) { before in
                let refunds = try await database.read {
                    try OrderRefundStore($0).refunds(in: nil, before: before, upTo: rowsAtOnce)
                }
                return (refunds.map(row), refunds.last?.id.rawValue)
            }
            return table.download(named: "refunds")
        }

        private static func row(_ refund: OrderRefund) -> [CSV.Cell] {
            [
                .integer(refund.id.rawValue), .integer(refund.order.rawValue),
                .text(refund.cause.rawValue), .integer(refund.pieces),
                .text(refund.amount.yuan), .text(refund.reason),
                .integer(refund.state.rawValue), .text(refund.refundID),
                .text(adminTime(refund.createdAt)), .text(adminTime(refund.changedAt)),
            ]
        }
    }
}
