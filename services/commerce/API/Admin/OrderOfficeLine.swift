import Admin
import Basics
import CommerceDomain
import ServiceKit

/// An order in a list of the back office: no mobile, no voucher.
struct OrderOfficeLine: Payload {
    let id: Int64
    let order_no: String
    let uid: Int64
    let user_name: String
    let oper_id: Int64
    let merchant_id: Int64
    let merchant_name: String
    let goods_id: Int64
    let goods_name: String
    let price: Int64
    let pieces: Int64
    let amount: Int64
    let status: Int64
    let redeemed: Int64
    let refunding: Int64
    let refunded: Int64
    let refunded_amount: Int64
    let created: String
    let expires: String
    let paid: String
    let shipped: String
    let payment: String

    init(_ order: OrderRecord) {
        id = order.id.rawValue
        order_no = order.number.text
        uid = order.uid.rawValue
        user_name = order.userName
        oper_id = order.oper
        merchant_id = order.merchant.rawValue
        merchant_name = order.merchantName
        goods_id = order.bought.goods.rawValue
        goods_name = order.bought.name
        price = order.bought.price.fen
        pieces = order.pieces.count
        amount = order.amount.fen
        status = order.state.rawValue
        redeemed = order.pieces.redeemed
        refunding = order.pieces.locked
        refunded = order.pieces.refunded
        refunded_amount = order.refundedAmount.fen
        created = adminTime(order.createdAt)
        expires = adminTime(order.expiresAt)
        paid = order.paidAt.map(adminTime) ?? ""
        shipped = order.shippedAt.map(adminTime) ?? ""
        payment = order.payment ?? ""
    }
}
