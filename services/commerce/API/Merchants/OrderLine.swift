import Basics
import CommerceDomain
import JSON
import ServiceKit

/// An order as the contract has it.
struct OrderLine: Payload, JSONWritable {
    /// A voucher as the contract has it.
    struct Item: Payload, JSONWritable {
        let id: Int64
        let order_id: Int64
        let verify_code: String
        let status: Int64

        init(_ voucher: Voucher) {
            id = voucher.id.rawValue
            order_id = voucher.order.rawValue
            verify_code = voucher.code.text
            status = voucher.state.number
        }

        func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.write("id", id)
            writer.write("order_id", order_id)
            writer.write("verify_code", verify_code)
            writer.write("status", status)
            writer.endObject()
        }
    }

    let id: Int64
    let oper_id: Int64
    let order_no: String
    let user_id: Int64
    let user_name: String
    let notify_mobile: String
    let merchant_id: Int64
    let merchant_name: String
    let goods_id: Int64
    let goods_name: String
    let goods_pic: String
    let goods_thumb_url: String
    let price: Yuan
    let buy_number: Int64
    let pay_price: Yuan
    /// Empty until it is paid.
    let pay_time: TimeText
    let refund_price: Yuan
    /// Empty until something went back.
    let refund_time: TimeText
    let status: Int64
    let created_at: TimeText
    /// Until when it can be paid.
    let expires_at: TimeText
    /// Not there before it is paid.
    let items: [Item]?
    let isOperSelf: Int64

    init(_ folder: OrderDesk.Folder, in oper: Int64) {
        let order = folder.order
        id = order.id.rawValue
        oper_id = order.oper
        order_no = order.number.text
        user_id = order.uid.rawValue
        user_name = order.userName
        notify_mobile = folder.mobile
        merchant_id = order.merchant.rawValue
        merchant_name = order.merchantName
        goods_id = order.bought.goods.rawValue
        goods_name = order.bought.name
        goods_pic = order.bought.picture
        goods_thumb_url = order.bought.thumbnail
        price = Yuan(order.bought.price)
        buy_number = order.pieces.count
        pay_price = Yuan(order.amount)
        pay_time = TimeText(order.paidAt)
        refund_price = Yuan(order.refundedAmount)
        refund_time = TimeText(order.refundedAt)
        status = order.state.rawValue
        created_at = TimeText(order.createdAt)
        expires_at = TimeText(order.expiresAt)
        items = order.state.isPaid ? folder.vouchers.map(Item.init) : nil
        isOperSelf = order.oper == oper ? 1 : 0
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.write("id", id)
        writer.write("oper_id", oper_id)
        writer.write("order_no", order_no)
        writer.write("user_id", user_id)
        writer.write("user_name", user_name)
        writer.write("notify_mobile", notify_mobile)
        writer.write("merchant_id", merchant_id)
        writer.write("merchant_name", merchant_name)
        writer.write("goods_id", goods_id)
        writer.write("goods_name", goods_name)
        writer.write("goods_pic", goods_pic)
        writer.write("goods_thumb_url", goods_thumb_url)
        writer.write("price", price)
        writer.write("buy_number", buy_number)
        writer.write("pay_price", pay_price)
        writer.write("pay_time", pay_time)
        writer.write("refund_price", refund_price)
        writer.write("refund_time", refund_time)
        writer.write("status", status)
        writer.write("created_at", created_at)
        writer.write("expires_at", expires_at)
        if let items {
            writer.key("items")
            items.write(to: &writer)
        }
        writer.write("isOperSelf", isOperSelf)
        writer.endObject()
    }
}
