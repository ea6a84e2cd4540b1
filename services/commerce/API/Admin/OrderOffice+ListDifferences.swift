import Admin
import Basics
import Contracts
import HTTP
import Payments
import ServiceKit

extension OrderOfficeAPI {
    /// `GET /admin/commerce/differences?all=…&after=…`: what differs from the bills, the oldest
    /// first.
    enum ListDifferences: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.listDifferences

        struct Input: EndpointInput {
            private static let all = Field.flag(
                "all",
                "Those that are explained, too.",
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
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> AdminPage<DifferenceLine> {
            let office = commerce.orders.office
            let found = try await commerce.database.read(refusing: Never.self) {
                try office.differences(
                    all: input.all,
                    after: input.after,
                    limit: Int(input.limit),
                    in: $0
                )
            }
            return AdminPage(
                found,
                limit: input.limit,
                key: { $0.id.rawValue },
                row: DifferenceLine.init
            )
        }
    }
}
