import Admin
import Basics
import Payments
import ServiceKit

/// A refund's row of payments, as finance sees it.
struct RefundRowLine: Payload {
    let id: Int64
    let number: String
    /// What causes it: `refund:5` of an order, `return:5` of money that nobody wanted.
    let ref: String
    let mchid: String
    let amount: Int64
    let state: String
    let tries: Int64
    let trouble: String
    let troubled: String
    let created: String

    init(_ row: RefundRecord) {
        id = row.id.rawValue
        number = row.number
        ref = row.ref
        mchid = row.mchid
        amount = row.amount.fen
        state = row.state.rawValue
        tries = row.tries
        trouble = row.trouble ?? ""
        troubled = row.troubledAt.map(adminTime) ?? ""
        created = adminTime(row.createdAt)
    }
}
