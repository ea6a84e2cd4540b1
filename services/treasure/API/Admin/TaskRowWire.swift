import Admin
import Basics
import Media
import ServiceKit
import TreasureDomain

/// A task as the back office lists it. Money is fen, times are China's. Neither the seed nor a depth
/// stands in it.
struct TaskRowWire: Payload {
    let id: Int64
    let code: String
    let name: String
    let uid: Int64
    let nickname: String
    let signature: String
    let app: Int64
    let goods_type: Int64
    /// Of one prize.
    let money: Int64
    let prize_num: Int64
    let found: Int64
    let depth: Int64
    let max_depth: Int64
    let participants: Int64
    let is_public: Bool
    let state: String
    let content: String
    let blocked: Bool
    let paid: Bool
    let payouts_stopped: Bool
    let created_at: String
    let ends_at: String?
    let ended_at: String?
    let end_reason: String

    init(_ row: OfficeStore.TaskRow) {
        let task = row.task
        id = task.id.rawValue
        code = task.code.text
        name = task.words.name
        uid = task.publisher.rawValue
        nickname = row.nickname
        signature = task.words.signature
        app = task.app.rawValue
        goods_type = task.terms.kind.rawValue
        money = task.terms.money.fen
        prize_num = task.terms.hunt.prizes
        found = task.found
        depth = task.depth
        max_depth = task.terms.hunt.maxDepth
        participants = task.participants
        is_public = task.terms.isPublic
        state = task.state.rawValue
        content = task.content.rawValue
        blocked = task.isBlocked
        paid = task.isPaid
        payouts_stopped = task.payoutsStopped
        created_at = adminTime(task.createdAt)
        ends_at = task.endsAt.map { adminTime($0) }
        ended_at = row.endedAt.map { adminTime($0) }
        end_reason = row.endReason
    }

    static let columns = [
        "id", "code", "name", "uid", "goods_type", "money_yuan", "prize_num", "found", "depth",
        "participants", "is_public", "state", "content", "blocked", "paid", "created_at",
        "ended_at", "end_reason",
    ]

    /// The same in a table, where money is yuan.
    static func cells(_ row: OfficeStore.TaskRow) -> [CSV.Cell] {
        let task = row.task
        return [
            .integer(task.id.rawValue), .text(task.code.text), .text(task.words.name),
            .integer(task.publisher.rawValue), .integer(task.terms.kind.rawValue),
            .text(task.terms.money.yuan), .integer(task.terms.hunt.prizes),
            .integer(task.found), .integer(task.depth), .integer(task.participants),
            .integer(task.terms.isPublic ? 1 : 0), .text(task.state.rawValue),
            .text(task.content.rawValue), .integer(task.isBlocked ? 1 : 0),
            .integer(task.isPaid ? 1 : 0), .text(adminTime(task.createdAt)),
            .text(row.endedAt.map { adminTime($0) } ?? ""), .text(row.endReason),
        ]
    }
}
