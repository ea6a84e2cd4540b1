import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension OrderOfficeAPI {
    /// `GET /admin/commerce/orders?status=…&merchant_id=…&uid=…&after=…`: orders, the newest first.
    enum ListOrders: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.listOrders

        struct Input: EndpointInput {
            private static let status = Field.integer("status", "Those in this state, 1 to 7.")
                .described(among: OrderState.allCases.map(\.rawValue))
            private static let uid = Field.id("uid", "Those of this user.")

            let search: OrderOfficeStore.Search
            let after: Int64
            let limit: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                var search = OrderOfficeStore.Search()
                if let number = try fields.readIfPresent(Self.status) {
                    guard let state = OrderState(rawValue: number) else {
                        throw .malformed("status")
                    }
                    search.state = state
                }
                search.merchant = try fields.readIfPresent(OrderOfficeAPI.merchant).map { ID($0) }
                search.uid = try fields.readIfPresent(Self.uid).map { ID($0) }
                self.search = search
                after = try fields.readIfPresent(AdminFields.after) ?? .max
                limit = try fields.read(AdminFields.limit)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> AdminPage<OrderOfficeLine> {
            let orders = try await commerce.orders.orders(
                input.search,
                in: caller.administrator.scope,
                before: input.after,
                upTo: input.limit
            )
            return AdminPage(
                orders,
                limit: input.limit,
                key: { $0.id.rawValue },
                row: OrderOfficeLine.init
            )
        }
    }
}
