import Admin
import Basics
import Contracts
import HTTP
import Payments
import ServiceKit

extension AdminAPI {
    /// `GET /admin/treasure/refunds?state=…`: money on its way back, the newest first; what is stuck,
    /// the oldest first.
    enum ListRefunds: AdminEndpoint {
        static let route = TreasureAdminRoutes.listRefunds

        struct Input: EndpointInput {
            /// A state of the rows, or `stuck`.
            private static let state = Field.text(
                "state",
                "Those in this state, or `stuck` for those that do not get on.",
                example: "stuck"
            )
            .map(
                expecting: "one of stuck, "
                    + RefundState.allCases.map(\.rawValue).joined(separator: ", ")
            ) { word -> Choice? in
                word == "stuck" ? .stuck : RefundState(rawValue: word).map { .state($0) }
            }

            enum Choice: Sendable {
                case stuck
                case state(RefundState)
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
        ) async throws(Failure<Never>) -> AdminPage<RefundWire> {
            let desk = PayoutDesk(treasure.redPackets)
            let limit = Int(input.limit)
            let refunds =
                switch input.choice {
                case .stuck: try await desk.stuckRefunds(after: input.after ?? 0, limit: limit)
                case .state(let state):
                    try await desk.refunds(in: state, before: input.after, limit: limit)
                case nil: try await desk.refunds(in: nil, before: input.after, limit: limit)
                }
            return AdminPage(
                refunds,
                limit: input.limit,
                key: { $0.id.rawValue },
                row: RefundWire.init
            )
        }
    }
}
