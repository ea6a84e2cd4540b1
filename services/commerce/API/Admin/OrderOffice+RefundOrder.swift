import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension OrderOfficeAPI {
    /// `POST /admin/commerce/orders/{order_no}/refund {pieces?, reason, ref?}`: gives back what is
    /// left of an order, or some pieces of it. Above the limit another operator has to approve it.
    enum RefundOrder: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.refundOrder

        struct Input: EndpointInput {
            private static let pieces = Field.integer(
                "pieces",
                "So many of those that nobody has redeemed; all of them without.",
                in: 1...Order.mostPieces
            )
            private static let ref = Field.text(
                "ref",
                "The cause: what is asked for under it twice waits once.",
                maximum: 64,
                default: "",
                example: "ticket-1"
            )

            let wish: OrderDesk.OfficeRefund

            init(_ fields: FieldReader) throws(ParameterProblem) {
                wish = OrderDesk.OfficeRefund(
                    number: try fields.read(OrderOfficeAPI.number),
                    pieces: try fields.readIfPresent(Self.pieces),
                    reason: try fields.read(AdminFields.reason),
                    ref: try fields.read(Self.ref)
                )
            }
        }

        struct Output: Payload {
            /// The refund; not there where it waits.
            let refund: Int64?
            /// 1 running, 2 done, 3 failed.
            let status: Int64?
            let amount: Int64?
            /// Nothing is done before another operator approves this.
            let approval: Int64?
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<OrderRefundRefusal>) -> Output {
            let action = AdminAction(caller, reason: input.wish.reason)
            switch try await commerce.orders.refund(input.wish, by: action) {
            case .done(let refund):
                return Output(
                    refund: refund.id.rawValue,
                    status: refund.state.rawValue,
                    amount: refund.amount.fen,
                    approval: nil
                )
            case .waits(let approval):
                return Output(refund: nil, status: nil, amount: nil, approval: approval)
            }
        }

        static let refusals: [OrderRefundRefusal] = [
            .unknown, .notPaid, .redeemed, .nothingLeft, .piecesUnknown,
        ]

        static func code(for refusal: OrderRefundRefusal) -> Code {
            OrderOfficeAPI.code(for: refusal)
        }
    }
}
