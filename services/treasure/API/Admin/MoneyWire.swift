import Basics
import Payments
import ServiceKit

/// Where the money of a task is, in fen.
struct MoneyWire: Payload {
    let paid_in: Int64
    let refunded: Int64
    let refunding: Int64
    let paid_out: Int64
    let paying_out: Int64
    let held: Int64

    init(_ report: MoneyReport) {
        paid_in = report.paidIn.fen
        refunded = report.refunded.fen
        refunding = report.refunding.fen
        paid_out = report.paidOut.fen
        paying_out = report.payingOut.fen
        held = report.held.fen
    }
}
