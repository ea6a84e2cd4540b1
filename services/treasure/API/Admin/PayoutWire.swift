import Admin
import Basics
import Payments
import ServiceKit
import TreasureDomain

/// A payout as the back office lists it: an attempt to pay a red packet.
struct PayoutWire: Payload {
    let id: Int64
    /// `out_bill_no`
    let number: String
    let attempt: Int64
    let code: String
    let prize: Int64
    /// Not there once the account is deleted.
    let uid: Int64?
    let amount: Int64
    let mchid: String
    let state: String
    let tries: Int64
    /// Why it does not get on, and since when.
    let trouble: String?
    let troubled_at: String?
    let fail_reason: String?
    let created_at: String
    let changed_at: String
    let done_at: String?

    init(_ payout: PayoutDesk.Payout) {
        let transfer = payout.transfer
        id = transfer.id.rawValue
        number = transfer.number
        attempt = transfer.attempt
        code = payout.code.text
        prize = payout.prize.rawValue
        uid = payout.winner?.rawValue
        amount = transfer.request.amount.fen
        mchid = transfer.mchid
        state = transfer.state.rawValue
        tries = transfer.tries
        trouble = transfer.trouble
        troubled_at = transfer.troubledAt.map { adminTime($0) }
        fail_reason = transfer.failReason
        created_at = adminTime(transfer.createdAt)
        changed_at = adminTime(transfer.changedAt)
        done_at = transfer.doneAt.map { adminTime($0) }
    }

    static let columns = [
        "id", "number", "attempt", "code", "prize", "uid", "amount_yuan", "mchid", "state", "tries",
        "trouble", "fail_reason", "created_at", "done_at",
    ]

    /// The same in a table, where money is yuan.
    static func cells(_ payout: PayoutDesk.Payout) -> [CSV.Cell] {
        let transfer = payout.transfer
        return [
            .integer(transfer.id.rawValue), .text(transfer.number), .integer(transfer.attempt),
            .text(payout.code.text), .integer(payout.prize.rawValue),
            .text(payout.winner.map { "\($0)" } ?? ""), .text(transfer.request.amount.yuan),
            .text(transfer.mchid), .text(transfer.state.rawValue), .integer(transfer.tries),
            .text(transfer.trouble ?? ""), .text(transfer.failReason ?? ""),
            .text(adminTime(transfer.createdAt)),
            .text(transfer.doneAt.map { adminTime($0) } ?? ""),
        ]
    }
}
