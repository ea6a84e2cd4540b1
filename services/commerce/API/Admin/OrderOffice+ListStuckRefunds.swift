import Admin
import Basics
import Contracts
import HTTP
import Payments
import ServiceKit

extension OrderOfficeAPI {
    /// `GET /admin/commerce/refunds/stuck?after=…`: refunds that do not get on by themselves.
    enum ListStuckRefunds: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.listStuckRefunds

        struct Input: EndpointInput {
            let after: Int64
            let limit: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                after = try fields.readIfPresent(AdminFields.after) ?? 0
                limit = try fields.read(AdminFields.limit)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> AdminPage<RefundRowLine> {
            let office = commerce.orders.office
            let rows = try await commerce.database.read(refusing: Never.self) {
                try office.stuckRefunds(after: input.after, limit: Int(input.limit), in: $0)
            }
            return AdminPage(
                rows,
                limit: input.limit,
                key: { $0.id.rawValue },
                row: RefundRowLine.init
            )
        }
    }
}
