import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import Payments
import ServiceKit

extension OrderOfficeAPI {
    /// `GET /admin/commerce/orders/{order_no}`: an order with everything that happened to it.
    enum ReadOrder: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.readOrder

        struct Input: EndpointInput {
            let number: OrderNumber?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                number = OrderNumber(try fields.read(OrderOfficeAPI.number))
            }
        }

        /// Whoever has its number could redeem it: only the last four digits are shown.
        struct VoucherLine: Codable, Sendable {
            let id: Int64
            let tail: String
            let state: String
            let redeemed: String
        }

        struct PaymentLine: Codable, Sendable {
            let number: String
            let state: String
            let amount: Int64
            let appid: String
            let transaction_id: String
            let begun: String
            let paid: String
            let trouble: String
        }

        struct RefundLine: Codable, Sendable {
            let id: Int64
            let cause: String
            let pieces: Int64
            let amount: Int64
            let reason: String
            let status: Int64
            let refund_id: String
            let created: String
            let changed: String
        }

        struct EventLine: Codable, Sendable {
            let at: String
            let what: String
            let who: String
            let detail: String
        }

        struct Output: Payload {
            let order: OrderOfficeLine
            let vouchers: [VoucherLine]
            let payments: [PaymentLine]
            let refunds: [RefundLine]
            let timeline: [EventLine]
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<OrderDesk.OfficeRefusal>) -> Output {
            guard let number = input.number else { throw .refused(.orderUnknown) }
            let file = try await commerce.orders
                .file(of: number, in: caller.administrator.scope)
            return Output(
                order: OrderOfficeLine(file.order),
                vouchers: file.vouchers.map(line),
                payments: file.payments.map(line),
                refunds: file.refunds.map(line),
                timeline: file.timeline.map { entry in
                    EventLine(
                        at: adminTime(entry.at),
                        what: entry.what,
                        who: entry.who,
                        detail: entry.detail
                    )
                }
            )
        }

        private static func line(_ voucher: Voucher) -> VoucherLine {
            VoucherLine(
                id: voucher.id.rawValue,
                tail: String(voucher.code.text.suffix(4)),
                state: voucher.state.rawValue,
                redeemed: voucher.redeemedAt.map(adminTime) ?? ""
            )
        }

        private static func line(_ payment: PaymentRecord) -> PaymentLine {
            PaymentLine(
                number: payment.number,
                state: payment.state.rawValue,
                amount: payment.request.amount.fen,
                appid: payment.request.appid,
                transaction_id: payment.transactionID ?? "",
                begun: adminTime(payment.createdAt),
                paid: payment.paidAt.map(adminTime) ?? "",
                trouble: payment.trouble ?? ""
            )
        }

        private static func line(_ refund: OrderRefund) -> RefundLine {
            RefundLine(
                id: refund.id.rawValue,
                cause: refund.cause.rawValue,
                pieces: refund.pieces,
                amount: refund.amount.fen,
                reason: refund.reason,
                status: refund.state.rawValue,
                refund_id: refund.refundID,
                created: adminTime(refund.createdAt),
                changed: adminTime(refund.changedAt)
            )
        }

        static func code(for refusal: OrderDesk.OfficeRefusal) -> Code {
            OrderOfficeAPI.code(for: refusal)
        }
    }
}
