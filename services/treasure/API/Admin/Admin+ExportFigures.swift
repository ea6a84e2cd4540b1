import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `GET /admin/treasure/figures.csv`: the same, as a table.
    enum ExportFigures: AdminEndpoint {
        static let route = TreasureAdminRoutes.exportFigures
        static let mediaTypes = [PagedTable.mediaType]
        private static let columns = [
            "day", "tasks", "digs", "prizes", "paid_in_yuan", "refunded_yuan", "paid_out_yuan",
            "held_yuan",
        ]

        static func answer(
            _ input: FiguresInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> Download {
            let days = try await treasure.figures(from: input.first, to: input.last)
            let rows = Figures.grouped(days, by: input.span).map { cells($0, input.span) }
            let table = PagedTable(columns, first: 0, log: treasure.log) { _ in (rows, nil) }
            return table.download(named: "figures")
        }

        private static func cells(_ figures: Figures, _ span: Figures.Span) -> [CSV.Cell] {
            [
                .text(figures.name(by: span)), .integer(figures.tasks), .integer(figures.digs),
                .integer(figures.prizes), .text(figures.paidIn.yuan),
                .text(figures.refunded.yuan), .text(figures.paidOut.yuan),
                .text(figures.held?.yuan ?? ""),
            ]
        }
    }
}
