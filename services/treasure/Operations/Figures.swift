import Basics
import Payments

/// What happened on a day, or in a month.
struct Figures: Sendable, Equatable {
    /// Into what days are put together.
    enum Span: String, Sendable, CaseIterable {
        case day, month
    }

    /// The first day of it.
    let day: Day
    var tasks: Int64 = 0
    var digs: Int64 = 0
    var prizes: Int64 = 0
    var paidIn = Money.zero
    var refunded = Money.zero
    var paidOut = Money.zero
    /// What was neither back nor with a winner when it ended; nil where it ended so long ago that
    /// nobody has counted back to it.
    var held: Money?

    /// `2026-11-30`, or `2026-11`.
    func name(by span: Span) -> String {
        span == .day ? day.text : String(day.text.prefix(7))
    }

    /// Days, and months of the days that are there.
    static func grouped(_ days: [Figures], by span: Span) -> [Figures] {
        guard span == .month else { return days }
        var months: [Figures] = []
        for day in days {
            if let last = months.last, last.name(by: span) == day.name(by: span) {
                months[months.count - 1].add(day)
            } else {
                months.append(day)
            }
        }
        return months
    }

    /// A day that comes after all of these.
    private mutating func add(_ next: Figures) {
        tasks += next.tasks
        digs += next.digs
        prizes += next.prizes
        paidIn = paidIn.adding(next.paidIn) ?? paidIn
        refunded = refunded.adding(next.refunded) ?? refunded
        paidOut = paidOut.adding(next.paidOut) ?? paidOut
        held = next.held
    }
}
