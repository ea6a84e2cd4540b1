import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `GET /admin/treasure/figures?from=…&to=…&by=day|month`: tasks, digs, prizes and money.
    enum ReadFigures: AdminEndpoint {
        static let route = TreasureAdminRoutes.readFigures

        struct Line: Payload {
            /// `2026-11-30`, or `2026-11`.
            let day: String
            let tasks: Int64
            let digs: Int64
            let prizes: Int64
            let paid_in: Int64
            let refunded: Int64
            let paid_out: Int64
            let held: Int64?
        }

        static func answer(
            _ input: FiguresInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> AdminPage<Line> {
            let days = try await treasure.figures(from: input.first, to: input.last)
            let lines = Figures.grouped(days, by: input.span).map { figures in
                Line(
                    day: figures.name(by: input.span),
                    tasks: figures.tasks,
                    digs: figures.digs,
                    prizes: figures.prizes,
                    paid_in: figures.paidIn.fen,
                    refunded: figures.refunded.fen,
                    paid_out: figures.paidOut.fen,
                    held: figures.held?.fen
                )
            }
            return AdminPage(all: lines)
        }
    }
}
