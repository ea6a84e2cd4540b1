import Admin
import Basics
import Contracts
import HTTP
import ServiceKit
import TreasureDomain

extension AdminAPI {
    /// `GET /admin/treasure/prizes.csv`: all prizes that were found, as a table.
    enum ExportPrizes: AdminEndpoint {
        static let route = TreasureAdminRoutes.exportPrizes
        static let mediaTypes = [PagedTable.mediaType]
        private static let columns = [
            "id", "code", "name", "number", "depth", "state", "uid", "money_yuan", "won_at",
            "drawn_at",
        ]

        static func answer(
            _ input: NoInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> Download {
            let table = PagedTable(columns, first: 0, log: treasure.log) { place in
                let rows = try await treasure.database.read {
                    try OfficeStore($0).foundPrizes(after: place, upTo: rowsAtOnce)
                }
                return (rows.map(cells), rows.last?.place)
            }
            return table.download(named: "prizes")
        }

        private static func cells(_ row: OfficeStore.PrizeRow) -> [CSV.Cell] {
            let prize = row.prize
            return [
                .integer(prize.id.rawValue), .text(row.code.text), .text(row.name),
                .integer(prize.number), .integer(prize.depth), .text(prize.state.rawValue),
                .text(prize.winner.map { "\($0)" } ?? ""), .text(row.money.yuan),
                .text(prize.wonAt.map { adminTime($0) } ?? ""),
                .text(row.drawnAt.map { adminTime($0) } ?? ""),
            ]
        }
    }
}
