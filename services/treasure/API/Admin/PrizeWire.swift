import Admin
import Basics
import ServiceKit
import TreasureDomain

/// A prize as the back office lists it.
struct PrizeWire: Payload {
    let id: Int64
    let code: String
    let name: String
    let number: Int64
    /// Of one that nobody has found, not before the task has ended.
    let depth: Int64?
    let state: String
    let uid: Int64?
    let money: Int64
    let won_at: String?
    let drawn_at: String?

    init(_ row: OfficeStore.PrizeRow) {
        let prize = row.prize
        id = prize.id.rawValue
        code = row.code.text
        name = row.name
        number = prize.number
        depth = row.taskIsOver || prize.wonAt != nil ? prize.depth : nil
        state = prize.state.rawValue
        uid = prize.winner?.rawValue
        money = row.money.fen
        won_at = prize.wonAt.map { adminTime($0) }
        drawn_at = row.drawnAt.map { adminTime($0) }
    }
}
