import Admin
import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension AdminAPI {
    /// `GET /admin/points/participants/{iid}/ledger?after=…`: somebody's rows, oldest first.
    enum ReadLedger: AdminEndpoint {
        static let route = PointsAdminRoutes.readLedger

        struct Input: EndpointInput {
            let participant: ID<WeChatIdentity>
            let after: Int64
            let limit: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                participant = try fields.read(AdminAPI.iid)
                after = try fields.readIfPresent(AdminFields.after) ?? 0
                limit = try fields.read(AdminFields.limit)
            }
        }

        struct Line: Payload {
            let number: Int64
            let ref: String
            let task: String
            let point: Int64
            let balance_after: Int64
            let rule_version: Int64
            let multiplier: Int64
            let reason: String
            let time: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by points: PointsService
        ) async throws(Failure<PointsService.OfficeRefusal>) -> AdminPage<Line> {
            let entries = try await points.entries(
                of: input.participant,
                after: input.after,
                upTo: input.limit
            )
            return AdminPage(entries, limit: input.limit, key: { $0.number }, row: line)
        }

        private static func line(_ entry: OfficeStore.Entry) -> Line {
            Line(
                number: entry.number,
                ref: entry.ref,
                task: entry.task,
                point: entry.points,
                balance_after: entry.balanceAfter,
                rule_version: entry.ruleVersion,
                multiplier: entry.multiplier,
                reason: entry.note,
                time: adminTime(entry.at)
            )
        }

        static func code(for refusal: PointsService.OfficeRefusal) -> Code {
            switch refusal {
            case .participantUnknown:
                Code(404, "There is no such participant.", name: "participant_unknown")
            }
        }
    }
}
