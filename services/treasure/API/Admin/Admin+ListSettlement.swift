import Admin
import Basics
import Contracts
import ServiceKit
import TreasureDomain

extension AdminAPI {
    /// `GET /admin/treasure/settlement`: tasks that are over and not settled, and what is left of them.
    enum ListSettlement: AdminEndpoint {
        static let route = TreasureAdminRoutes.listSettlement

        struct Line: Payload {
            let id: Int64
            let code: String
            let name: String
            let uid: Int64
            /// Of one prize, in fen.
            let money: Int64
            let paid: Bool
            let payouts_stopped: Bool
            let ended_at: String?
            let end_reason: String
            /// Prizes that are found and not claimed; being handed over; to go back.
            let undrawn: Int64
            let drawing: Int64
            let returning: Int64
        }

        static func answer(
            _ input: PartInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> AdminPage<Line> {
            let rows = try await treasure.database.read(refusing: Never.self) {
                try OfficeStore($0).unsettled(after: input.after ?? 0, upTo: input.limit)
            }
            return AdminPage(rows, limit: input.limit, key: { $0.id.rawValue }, row: line)
        }

        private static func line(_ row: OfficeStore.Unsettled) -> Line {
            Line(
                id: row.id.rawValue,
                code: row.code.text,
                name: row.name,
                uid: row.publisher.rawValue,
                money: row.money.fen,
                paid: row.isPaid,
                payouts_stopped: row.payoutsStopped,
                ended_at: row.endedAt.map { adminTime($0) },
                end_reason: row.endReason,
                undrawn: row.undrawn,
                drawing: row.drawing,
                returning: row.returning
            )
        }
    }
}
