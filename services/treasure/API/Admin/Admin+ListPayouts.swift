import Admin
import Basics
import Contracts
import HTTP
import Payments
import ServiceKit

extension AdminAPI {
    /// `GET /admin/treasure/payouts?state=…`: red packets on their way, the newest first; the stuck ones,
    /// the oldest first.
    enum ListPayouts: AdminEndpoint {
        static let route = TreasureAdminRoutes.listPayouts

        struct Input: EndpointInput {
            /// A state of the rows, or `stuck`.
            private static let state = Field.text(
                "state",
                "Those in this state, or `stuck` for those that do not get on.",
                example: "stuck"
            )
            .map(
                expecting: "one of stuck, "
                    + TransferState.allCases.map(\.rawValue).joined(separator: ", ")
            ) { word -> Choice? in
                word == "stuck" ? .stuck : TransferState(rawValue: word).map { .state($0) }
            }

            enum Choice: Sendable {
                case stuck
                case state(TransferState)
            }

            let choice: Choice?
            let after: Int64?
            let limit: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                choice = try fields.readIfPresent(Self.state)
                after = try fields.readIfPresent(AdminFields.after)
                limit = try fields.read(AdminFields.limit)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> AdminPage<PayoutWire> {
            let desk = PayoutDesk(treasure.redPackets)
            let limit = Int(input.limit)
            let payouts =
                switch input.choice {
                case .stuck: try await desk.stuckPayouts(after: input.after ?? 0, limit: limit)
                case .state(let state):
                    try await desk.payouts(in: state, before: input.after, limit: limit)
                case nil: try await desk.payouts(in: nil, before: input.after, limit: limit)
                }
            return AdminPage(
                payouts,
                limit: input.limit,
                key: { $0.transfer.id.rawValue },
                row: PayoutWire.init
            )
        }
    }
}
