import HTTP
import Admin
import Basics
import Contracts
import PointsDomain
import ServiceKit

extension AdminAPI {
    /// `GET /admin/points/participants/{iid}/ledger.csv`: somebody's whole ledger, as a table.
    enum ExportLedger: AdminEndpoint {
        static let route = PointsAdminRoutes.exportLedger
        static let mediaTypes = [PagedTable.mediaType]
        private static let rowsAtOnce: Int64 = 500
        private static let columns = [
            "number", "time", "task", "point", "balance_after", "rule_version", "multiplier",
            "ref", "reason",
        ]

        struct Input: EndpointInput {
            let participant: ID<WeChatIdentity>

            init(_ fields: FieldReader) throws(ParameterProblem) {
                participant = try fields.read(AdminAPI.iid)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by points: PointsService
        ) async throws(Failure<PointsService.OfficeRefusal>) -> Download {
            let id = input.participant
            // Whether there is such a participant has to be known before the first octet.
            _ = try await points.entries(of: id, after: 0, upTo: 1)
            let table = PagedTable(columns, first: 0, log: points.log) { after in
                let entries = try await points.entries(of: id, after: after, upTo: rowsAtOnce)
                return (entries.map(row), entries.last?.number)
            }
            return table.download(named: "ledger-\(id)")
        }

        private static func row(_ entry: OfficeStore.Entry) -> [CSV.Cell] {
            [
                .integer(entry.number), .text(adminTime(entry.at)), .text(entry.task),
                .integer(entry.points), .integer(entry.balanceAfter),
                .integer(entry.ruleVersion), .integer(entry.multiplier), .text(entry.ref),
                .text(entry.note),
            ]
        }

        static func code(for refusal: PointsService.OfficeRefusal) -> Code {
            ReadLedger.code(for: refusal)
        }
    }
}
