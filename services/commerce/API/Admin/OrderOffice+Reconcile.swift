import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension OrderOfficeAPI {
    /// `POST /admin/commerce/reconcile {day, mchid}`: compares a past day's bills once more.
    enum Reconcile: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.reconcile

        struct Input: EndpointInput {
            private static let day = Field.text(
                "day",
                "The day in China.",
                example: "2026-01-14"
            )
            .map(expecting: "a day like 2026-01-14") { Day($0) }
            private static let account = Field.text(
                "mchid",
                "The merchant account.",
                example: "1900000109"
            )

            let day: Day
            let mchid: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                day = try fields.read(Self.day)
                mchid = try fields.read(Self.account)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<OrderDesk.ReconcileRefusal>) -> NoData {
            try await commerce.orders
                .reconcile(input.day, account: input.mchid, by: AdminAction(caller))
            return NoData()
        }

        static func code(for refusal: OrderDesk.ReconcileRefusal) -> Code {
            switch refusal {
            case .accountUnknown:
                Code(404, "There are no keys for that account.", name: "account_unknown")
            case .dayNotOver: Code(409, "That day is not over.", name: "day_not_over")
            }
        }
    }
}
