import Basics
import ServiceKit

/// A refund as its making and its query show it.
struct RefundOutput: Payload {
    struct Amount: Codable {
        let total: Int64
        let refund: Int64
        let from: [Int64]
        let payer_total: Int64
        let payer_refund: Int64
        let settlement_refund: Int64
        let settlement_total: Int64
        let discount_refund: Int64
        let currency: String

        init(_ refund: PayRefund, of order: PayOrder) {
            total = order.terms.total.fen
            self.refund = refund.amount.fen
            from = []
            payer_total = order.terms.total.fen
            payer_refund = refund.amount.fen
            settlement_refund = refund.amount.fen
            settlement_total = order.terms.total.fen
            discount_refund = 0
            currency = "CNY"
        }
    }

    let refund_id: String
    let out_refund_no: String
    let transaction_id: String
    let out_trade_no: String
    let channel: String
    let user_received_account: String
    let success_time: String?
    let create_time: String
    let status: String
    let funds_account: String
    let amount: Amount

    init(_ refund: PayRefund, of order: PayOrder) {
        refund_id = refund.refundID
        out_refund_no = refund.outRefundNo
        transaction_id = order.transactionID ?? ""
        out_trade_no = order.terms.outTradeNo
        channel = "ORIGINAL"
        user_received_account = PayRefund.account
        success_time = refund.successAt.map { CivilZone.china.rfc3339(at: $0) }
        create_time = CivilZone.china.rfc3339(at: refund.createdAt)
        status = refund.state.rawValue
        funds_account = "AVAILABLE"
        amount = Amount(refund, of: order)
    }
}

/// A refund as the callback shows it: without the app, and with `refund_status`.
struct RefundNotice: Encodable {
    struct Amount: Encodable {
        let total: Int64
        let refund: Int64
        let payer_total: Int64
        let payer_refund: Int64
    }

    let mchid: String
    let out_trade_no: String
    let transaction_id: String
    let out_refund_no: String
    let refund_id: String
    let refund_status: String
    let success_time: String?
    let user_received_account = PayRefund.account
    let amount: Amount

    init(_ refund: PayRefund, of order: PayOrder) {
        mchid = refund.mchid
        out_trade_no = order.terms.outTradeNo
        transaction_id = order.transactionID ?? ""
        out_refund_no = refund.outRefundNo
        refund_id = refund.refundID
        refund_status = refund.state.rawValue
        success_time = refund.successAt.map { CivilZone.china.rfc3339(at: $0) }
        amount = Amount(
            total: order.terms.total.fen,
            refund: refund.amount.fen,
            payer_total: order.terms.total.fen,
            payer_refund: refund.amount.fen
        )
    }
}
