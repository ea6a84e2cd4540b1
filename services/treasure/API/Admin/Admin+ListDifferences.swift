import Admin
import Basics
import Contracts
import HTTP
import Payments
import ServiceKit

extension AdminAPI {
    /// `GET /admin/treasure/differences?all=…`: what bills say otherwise, the oldest first, in parts.
    enum ListDifferences: AdminEndpoint {
        static let route = TreasureAdminRoutes.listDifferences

        struct Input: EndpointInput {
            private static let all = Field.flag(
                "all",
                "The explained ones, too.",
                default: false
            )

            let all: Bool
            let after: Int64
            let limit: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                all = try fields.read(Self.all)
                after = try fields.readIfPresent(AdminFields.after) ?? 0
                limit = try fields.read(AdminFields.limit)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> AdminPage<DifferenceWire> {
            let office = treasure.redPackets.office
            let rows = try await treasure.database.read(refusing: Never.self) {
                try office.differences(
                    all: input.all,
                    after: input.after,
                    limit: Int(input.limit),
                    in: $0
                )
            }
            return AdminPage(
                rows,
                limit: input.limit,
                key: { $0.id.rawValue },
                row: DifferenceWire.init
            )
        }
    }
}
