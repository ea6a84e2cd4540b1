import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension AdminAPI {
    /// `GET /admin/points/participants/{iid}/ledger?after=…`: somebody's rows, oldest first.
    enum ReadLedger: AdminEndpoint {
        static let route = Route.get("/admin/points/participants/{iid}/ledger")

        struct Input: WireInput {
            let after: Int64
            let size: Int64

            init(_ wire: Parameters) throws(ParameterProblem) {
                after = try wire.optionalInteger("after") ?? 0
                size = try AdminAPI.size(wire)
            }
        }

        struct Line: Encodable {
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

        struct Output: Encodable {
            let ledger: [Line]
            /// For the next page.
            let after: Int64?
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by points: PointsService
        ) async throws(Failure<PointsService.OfficeRefusal>) -> Output {
            let entries = try await points.entries(
                of: AdminAPI.participant(caller),
                after: input.after,
                upTo: input.size
            )
            let lines = entries.map { entry in
                Line(
                    number: entry.number,
                    ref: entry.ref,
                    task: entry.task,
                    point: entry.points,
                    balance_after: entry.balanceAfter,
                    rule_version: entry.ruleVersion,
                    multiplier: entry.multiplier,
                    reason: entry.note,
                    time: CivilZone.china.text(at: entry.at)
                )
            }
            let isFull = entries.count == Int(input.size)
            return Output(ledger: lines, after: isFull ? entries.last?.number : nil)
        }

        static func code(for refusal: PointsService.OfficeRefusal) -> Code {
            switch refusal {
            case .participantUnknown:
                Code(404, "There is no such participant.", name: "participant_unknown")
            }
        }
    }
}
