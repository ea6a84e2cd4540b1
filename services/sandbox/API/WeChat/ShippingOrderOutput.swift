import Basics
import JSON

/// A payment as the shipping management shows it.
struct ShippingOrderOutput: Encodable {
    /// All absent until something was reported.
    struct Shipping: Encodable {
        var delivery_mode: Int64?
        var logistics_type: Int64?
        var finish_shipping: Bool?
        var finish_shipping_count: Int64?
        var goods_desc: String?
        var shipping_list: JSONValue?
    }

    let transaction_id: String
    let merchant_trade_no: String
    let merchant_id: String
    let sub_merchant_id = ""
    let description: String
    let paid_amount: Int64
    let openid: String
    let trade_create_time: Int64
    let pay_time: Int64
    let order_state: Int64
    let in_complaint = false
    let shipping: Shipping

    /// A longer description is cut, and has dots behind it.
    private static let maximumDescription = 120

    init(_ order: PayOrder, _ reported: Reported?, at now: UnixTime) throws {
        let terms = order.terms
        transaction_id = order.transactionID ?? ""
        merchant_trade_no = terms.outTradeNo
        merchant_id = terms.mchid
        description =
            terms.description.count > Self.maximumDescription
            ? terms.description.prefix(Self.maximumDescription) + "..." : terms.description
        paid_amount = terms.total.fen
        openid = terms.openid ?? ""
        trade_create_time = order.createdAt.seconds
        pay_time = order.paidAt?.seconds ?? 0
        order_state = ShippingState(order, reported, at: now).rawValue
        shipping = try reported.map(Shipping.init) ?? Shipping()
    }
}

extension ShippingOrderOutput.Shipping {
    fileprivate init(_ reported: Reported) throws {
        let parcels = try JSON.parse(reported.parcels)
        delivery_mode = reported.mode.rawValue
        logistics_type = reported.way
        finish_shipping = reported.isFinished
        finish_shipping_count = reported.isFinished ? (reported.isChanged ? 2 : 1) : 0
        goods_desc = parcels.array?.first?["goods_desc"]?.string ?? ""
        shipping_list = parcels
    }
}
