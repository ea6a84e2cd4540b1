import Admin
import Basics
import Contracts
import HTTP
import ServiceKit
import TreasureDomain

extension AdminAPI {
    /// `GET /admin/treasure/tasks.csv`: all tasks, as a table, the newest first.
    enum ExportTasks: AdminEndpoint {
        static let route = TreasureAdminRoutes.exportTasks
        static let mediaTypes = [PagedTable.mediaType]

        static func answer(
            _ input: NoInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> Download {
            let table = PagedTable(TaskRowWire.columns, first: .max, log: treasure.log) { id in
                let rows = try await treasure.tasks(.all, before: id, upTo: rowsAtOnce)
                return (rows.map(TaskRowWire.cells), rows.last?.task.id.rawValue)
            }
            return table.download(named: "tasks")
        }
    }
}
