import Admin
import Basics
import Contracts
import Payments
import ServiceKit

extension OrderOfficeAPI {
    /// `GET /admin/commerce/differences.csv`: all differences, as a table.
    enum ExportDifferences: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.exportDifferences
        static let mediaTypes = [PagedTable.mediaType]
        private static let rowsAtOnce = 500
        private static let columns = [
            "id", "mchid", "day", "kind", "number", "ours", "theirs", "found", "explained",
            "explained_by", "explanation",
        ]

        static func answer(
            _ input: NoInput,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> Download {
            let (database, office) = (commerce.database, commerce.orders.office)
            let table = PagedTable(columns, first: 0, log: commerce.log) { after in
                let found = try await database.read {
                    try office.differences(all: true, after: after, limit: rowsAtOnce, in: $0)
                }
                return (found.map(row), found.last?.id.rawValue)
            }
            return table.download(named: "differences")
        }

        private static func row(_ difference: BillDifference) -> [CSV.Cell] {
            let line = DifferenceLine(difference)
            return [
                .integer(line.id), .text(line.mchid), .text(line.day), .text(line.kind),
                .text(line.number), .text(line.ours), .text(line.theirs), .text(line.found),
                .text(line.explained), .text(line.explained_by), .text(line.explanation),
            ]
        }
    }
}
