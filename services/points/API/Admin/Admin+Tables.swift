import Admin
import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension AdminAPI {
    /// What the back office takes home: speaks no contract, but streams.
    enum Tables {
        static let participantsRoute = Route.get("/admin/points/participants.csv")
        static let ledgerRoute = Route.get("/admin/points/participants/{iid}/ledger.csv")
        private static let rowsAtOnce: Int64 = 500

        static func add(to definition: inout ServiceDefinition, by points: PointsService) {
            definition.handle(participantsRoute, access: .open) { _ in participants(points) }
            definition.handle(ledgerRoute, access: .open) { call in
                await ledger(of: AdminAPI.participant(call.caller), points)
            }
        }

        private static func participants(_ points: PointsService) -> Response {
            let columns = [
                "iid", "app", "openid", "nickname", "balance", "entries", "invited", "closed",
                "created",
            ]
            let table = PagedTable(columns, first: .min, log: points.log) { after in
                let summaries = try await points.summaries(.all(after: ID(after)), upTo: rowsAtOnce)
                let rows = summaries.map { summary -> [CSV.Cell] in
                    [
                        .integer(summary.id.rawValue), .integer(summary.app.rawValue),
                        .text(summary.openid.text),
                        .text(summary.nickname), .integer(summary.balance),
                        .integer(summary.entries),
                        .integer(summary.invited), .integer(summary.isClosed ? 1 : 0),
                        .text(CivilZone.china.text(at: summary.created)),
                    ]
                }
                return (rows, summaries.last?.id.rawValue)
            }
            return PagedTable.response(table, named: "participants")
        }

        private static func ledger(
            of id: ID<WeChatIdentity>,
            _ points: PointsService
        ) async -> Response {
            // Whether there is such a participant has to be known before the first octet.
            do throws(Failure<PointsService.OfficeRefusal>) {
                _ = try await points.entries(of: id, after: 0, upTo: 1)
            } catch {
                switch error {
                case .refused(let refusal):
                    return InternalContract.response(ReadLedger.code(for: refusal))
                case .unavailable(let seconds):
                    return InternalContract.response(.unavailable, retryAfterSeconds: seconds)
                case .fault: return InternalContract.response(.internalFault)
                }
            }
            let columns = [
                "number", "time", "task", "point", "balance_after", "rule_version", "multiplier",
                "ref", "reason",
            ]
            let table = PagedTable(columns, first: 0, log: points.log) { after in
                let entries = try await points.entries(of: id, after: after, upTo: rowsAtOnce)
                return (entries.map(row), entries.last?.number)
            }
            return PagedTable.response(table, named: "ledger-\(id)")
        }

        private static func row(_ entry: OfficeStore.Entry) -> [CSV.Cell] {
            [
                .integer(entry.number), .text(CivilZone.china.text(at: entry.at)),
                .text(entry.task), .integer(entry.points), .integer(entry.balanceAfter),
                .integer(entry.ruleVersion), .integer(entry.multiplier), .text(entry.ref),
                .text(entry.note),
            ]
        }
    }
}
