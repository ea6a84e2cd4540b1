import Basics
import CommerceDomain
import Contracts
import HTTP
import JSON
import ServiceKit

extension MerchantsOrderAPI {
    /// `GET /api/user/orders`: the caller's orders, the newest first.
    enum ListOrders: OrderEndpoint {
        static let route = MerchantsOrderRoutes.list

        struct Input: EndpointInput {
            private static let status = Field.integer(
                "status",
                "Those in this state: 1 unpaid, 2 cancelled, 3 closed, 4 paid, 6 refunded, 7 done."
            ).described(among: OrderState.allCases.map(\.rawValue))
            private static let page = Field.integer(
                "page",
                "Which page, counted from 1; 20 orders each.",
                in: 1...Int64.max,
                default: 1
            )

            let state: OrderState?
            let page: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                if let number = try fields.readIfPresent(Self.status) {
                    guard let state = OrderState(rawValue: number) else {
                        throw .malformed("status")
                    }
                    self.state = state
                } else {
                    state = nil
                }
                page = try fields.read(Self.page)
            }
        }

        struct Output: Payload, JSONWritable {
            let total: Int64
            let list: WrittenList<OrderLine>

            func write(to writer: inout JSONWriter) {
                writer.beginObject()
                writer.write("total", total)
                writer.key("list")
                list.write(to: &writer)
                writer.endObject()
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by commerce: CommerceService
        ) async throws(Failure<LookAtOrderRefusal>) -> Output {
            let oper = caller.identity.oper
            var lines = ListWriter<OrderLine>()
            let total = try await commerce.orders.orders(
                of: caller.identity,
                in: input.state,
                page: input.page
            ) { lines.add(OrderLine($0, in: oper)) }
            return Output(total: total, list: lines.finish())
        }

        static let refusals: [LookAtOrderRefusal] = [.accountMissing]

        static func code(for refusal: LookAtOrderRefusal) -> Code {
            MerchantsOrderAPI.code(for: refusal)
        }
    }
}
