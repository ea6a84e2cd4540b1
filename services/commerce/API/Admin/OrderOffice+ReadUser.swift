import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension OrderOfficeAPI {
    /// `GET /admin/commerce/users/{uid}?after=…`: everything of one user. A number that was merged
    /// leads to who is left.
    enum ReadUser: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.readUser

        struct Input: EndpointInput {
            private static let uid = Field.pathNumber("uid", "The user.")

            let uid: ID<User>
            let after: Int64
            let limit: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                uid = ID(try fields.read(Self.uid))
                after = try fields.readIfPresent(AdminFields.after) ?? .max
                limit = try fields.read(AdminFields.limit)
            }
        }

        struct Output: Payload {
            let uid: Int64
            /// The numbers of accounts that were merged into this one.
            let former: [Int64]
            let orders: Int64
            let paid: Int64
            let paid_in: Int64
            let refunded: Int64
            let rows: [OrderOfficeLine]
            let next: Int64?
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> Output {
            let found = try await commerce.orders
                .everything(of: input.uid, before: input.after, upTo: input.limit)
            return Output(
                uid: found.uid.rawValue,
                former: found.former.map(\.rawValue),
                orders: found.sums.orders,
                paid: found.sums.paid,
                paid_in: found.sums.paidIn.fen,
                refunded: found.sums.refunded.fen,
                rows: found.orders.map(OrderOfficeLine.init),
                next: found.orders.count == Int(input.limit)
                    ? found.orders.last?.id.rawValue : nil
            )
        }
    }
}
