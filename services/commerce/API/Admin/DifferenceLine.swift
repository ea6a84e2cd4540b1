import Admin
import Basics
import Payments
import ServiceKit

/// A difference between WeChat Pay's bills and our rows.
struct DifferenceLine: Payload {
    let id: Int64
    let mchid: String
    let day: String
    let kind: String
    let number: String
    /// State and fen, as we have them and as the bill has them.
    let ours: String
    let theirs: String
    let found: String
    let explained: String
    let explained_by: String
    let explanation: String

    init(_ difference: BillDifference) {
        id = difference.id.rawValue
        mchid = difference.mchid
        day = difference.day.text
        kind = difference.kind.rawValue
        number = difference.number
        ours = difference.ours
        theirs = difference.theirs
        found = adminTime(difference.foundAt)
        explained = difference.explanation.map { adminTime($0.at) } ?? ""
        explained_by = difference.explanation?.by ?? ""
        explanation = difference.explanation?.text ?? ""
    }
}
