import Admin
import Basics
import CommerceDomain
import Contracts
import ServiceKit

extension OrderOfficeAPI {
    /// `GET /admin/commerce/vouchers.csv`: all vouchers, as a table, without their numbers.
    enum ExportVouchers: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.exportVouchers
        static let mediaTypes = [PagedTable.mediaType]
        private static let rowsAtOnce: Int64 = 500
        private static let columns = [
            "id", "order_no", "merchant", "goods", "price", "state", "redeemed_at", "redeemed_by",
        ]

        static func answer(
            _ input: NoInput,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> Download {
            let database = commerce.database
            let table = PagedTable(columns, first: 0, log: commerce.log) { after in
                let rows = try await database.read {
                    try OrderOfficeStore($0).vouchers(after: after, upTo: rowsAtOnce)
                }
                return (rows.map(row), rows.last?.id)
            }
            return table.download(named: "vouchers")
        }

        private static func row(_ row: OrderOfficeStore.VoucherRow) -> [CSV.Cell] {
            [
                .integer(row.id), .text(row.order), .text(row.merchant), .text(row.goods),
                .text(row.price.yuan), .text(row.state.rawValue),
                .text(row.redeemedAt.map(adminTime) ?? ""), .text(row.redeemedBy),
            ]
        }
    }
}
