import Admin
import Basics
import Contracts
import HTTP
import Payments
import ServiceKit
import TreasureDomain

extension AdminAPI {
    /// `GET /admin/treasure/payouts.csv`: all payouts, as a table, the newest first.
    enum ExportPayouts: AdminEndpoint {
        static let route = TreasureAdminRoutes.exportPayouts
        static let mediaTypes = [PagedTable.mediaType]

        static func answer(
            _ input: NoInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> Download {
            let desk = PayoutDesk(treasure.redPackets)
            let table = PagedTable(PayoutWire.columns, first: .max, log: treasure.log) { id in
                let payouts = try await desk.payouts(
                    in: nil,
                    before: id,
                    limit: Int(rowsAtOnce)
                )
                return (payouts.map(PayoutWire.cells), payouts.last?.transfer.id.rawValue)
            }
            return table.download(named: "payouts")
        }
    }
}
