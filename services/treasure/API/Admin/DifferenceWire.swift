import Basics
import Admin
import Payments
import ServiceKit

/// Something in which a bill of WeChat Pay and our rows differ.
struct DifferenceWire: Payload {
    let id: Int64
    let mchid: String
    let day: String
    let kind: String
    let number: String
    /// State and fen; empty where one side has nothing.
    let ours: String
    let theirs: String
    let found_at: String
    let explained_at: String?
    let explained_by: String?
    let explanation: String?

    init(_ difference: BillDifference) {
        id = difference.id.rawValue
        mchid = difference.mchid
        day = difference.day.text
        kind = difference.kind.rawValue
        number = difference.number
        ours = difference.ours
        theirs = difference.theirs
        found_at = adminTime(difference.foundAt)
        explained_at = difference.explanation.map { adminTime($0.at) }
        explained_by = difference.explanation?.by
        explanation = difference.explanation?.text
    }
}
