import Basics
import Admin
import Payments
import ServiceKit

/// A refund as the back office lists it.
struct RefundWire: Payload {
    let id: Int64
    /// `out_refund_no`
    let number: String
    let attempt: Int64
    /// What causes it: `task:7:unwon`, `prize:9:lapsed`, or a payment that nobody wanted.
    let ref: String
    let cause: String
    let amount: Int64
    let mchid: String
    let state: String
    let tries: Int64
    /// Why it does not get on, and since when.
    let trouble: String?
    let troubled_at: String?
    let created_at: String
    let changed_at: String
    let done_at: String?

    init(_ refund: RefundRecord) {
        id = refund.id.rawValue
        number = refund.number
        attempt = refund.attempt
        ref = refund.ref
        cause = refund.cause.rawValue
        amount = refund.amount.fen
        mchid = refund.mchid
        state = refund.state.rawValue
        tries = refund.tries
        trouble = refund.trouble
        troubled_at = refund.troubledAt.map { adminTime($0) }
        created_at = adminTime(refund.createdAt)
        changed_at = adminTime(refund.changedAt)
        done_at = refund.doneAt.map { adminTime($0) }
    }
}
