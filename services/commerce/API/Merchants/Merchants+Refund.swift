import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension MerchantsOrderAPI {
    /// `POST /api/user/order/refund`: gives an order back as a whole.
    enum Refund: OrderEndpoint {
        static let route = MerchantsOrderRoutes.refund

        struct Output: Payload {
            let id: Int64
            let order_id: Int64
            let order_no: String
            let amount: String
            let updated_at: String
            let created_at: String
            /// WeChat Pay's number; empty as long as it has none.
            let refund_id: String
            /// 1 running, 2 done, 3 failed.
            let status: Int64

            init(_ refund: OrderRefund, of number: OrderNumber) {
                id = refund.id.rawValue
                order_id = refund.order.rawValue
                order_no = number.text
                amount = refund.amount.yuan
                updated_at = CivilZone.china.text(at: refund.changedAt)
                created_at = CivilZone.china.text(at: refund.createdAt)
                refund_id = refund.refundID
                status = refund.state.rawValue
            }
        }

        static func answer(
            _ input: OrderNumberInput,
            to caller: Caller<Identity>,
            by commerce: CommerceService
        ) async throws(Failure<OrderRefundRefusal>) -> Output {
            guard let number = input.number else { throw .refused(.unknown) }
            let refund = try await commerce.orders.refund(number, by: caller.identity)
            return Output(refund, of: number)
        }

        static let refusals: [OrderRefundRefusal] = [
            .accountMissing, .unknown, .notPaid, .redeemed, .nothingLeft,
        ]

        static func code(for refusal: OrderRefundRefusal) -> Code {
            switch refusal {
            case .accountMissing: OrderWire.accountMissing
            case .unknown: OrderWire.unknown
            case .notPaid: Code(10001, "订单未支付")
            case .redeemed: Code(10001, "订单已核销，不可退款")
            case .nothingLeft, .piecesUnknown, .moneyMissing: Code(10001, "没有可退款的商品")
            }
        }
    }
}
