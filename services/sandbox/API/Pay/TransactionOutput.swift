import Basics
import ServiceKit

/// An order as the query and the callback show it. What is not there before the payment is absent.
struct TransactionOutput: Payload {
    struct Payer: Codable {
        let openid: String
    }

    struct Amount: Codable {
        let total: Int64
        let payer_total: Int64?
        let currency: String
        let payer_currency: String?
    }

    let mchid: String
    let appid: String
    let out_trade_no: String
    let transaction_id: String?
    let trade_type: String?
    let trade_state: String
    let trade_state_desc: String
    let bank_type: String?
    let attach: String?
    let success_time: String?
    let payer: Payer?
    let amount: Amount

    init(_ order: PayOrder, at now: UnixTime) {
        let state = order.state(at: now)
        mchid = order.terms.mchid
        appid = order.terms.appid
        out_trade_no = order.terms.outTradeNo
        transaction_id = order.transactionID
        trade_type = order.paidAt == nil ? nil : order.terms.trade.rawValue
        trade_state = state.rawValue
        trade_state_desc = state.text
        bank_type = order.paidAt == nil ? nil : "OTHERS"
        attach = order.terms.attach ?? (order.paidAt == nil ? nil : "")
        success_time = order.paidAt.map { CivilZone.china.rfc3339(at: $0) }
        payer = order.paidAt == nil ? nil : order.terms.openid.map { Payer(openid: $0) }
        amount = Amount(
            total: order.terms.total.fen,
            payer_total: order.paidAt == nil ? nil : order.terms.total.fen,
            currency: "CNY",
            payer_currency: order.paidAt == nil ? nil : "CNY"
        )
    }
}
