import Admin
import Basics
import Contracts
import PointsDomain
import ServiceKit

extension AdminAPI {
    /// `GET /admin/points/participants.csv`: all participants, as a table.
    enum ExportParticipants: AdminEndpoint {
        static let route = PointsAdminRoutes.exportParticipants
        static let mediaTypes = [PagedTable.mediaType]
        private static let rowsAtOnce: Int64 = 500
        private static let columns = [
            "iid", "app", "openid", "nickname", "balance", "entries", "invited", "closed",
            "created",
        ]

        static func answer(
            _ input: NoInput,
            to caller: Caller<Operator>,
            by points: PointsService
        ) async throws(Failure<Never>) -> Download {
            let table = PagedTable(columns, first: .min, log: points.log) { after in
                let found = try await points.summaries(.all(after: ID(after)), upTo: rowsAtOnce)
                return (found.map(row), found.last?.id.rawValue)
            }
            return table.download(named: "participants")
        }

        private static func row(_ summary: OfficeStore.ParticipantSummary) -> [CSV.Cell] {
            [
                .integer(summary.id.rawValue), .integer(summary.app.rawValue),
                .text(summary.openid.text), .text(summary.nickname), .integer(summary.balance),
                .integer(summary.entries), .integer(summary.invited),
                .integer(summary.isClosed ? 1 : 0), .text(adminTime(summary.created)),
            ]
        }
    }
}
