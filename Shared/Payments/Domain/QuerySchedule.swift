import Basics

/// When the truth is asked for again as long as no callback brings it: often at first, ever less
/// often then.
struct QuerySchedule: Sendable {
    /// Up to so many seconds of age, a query every so many seconds.
    let steps: [(untilAge: Int64, gap: Int64)]
    /// Afterwards.
    let lastGap: Int64

    /// Of an order that a user may be paying: found paid within a minute while that is likely.
    static let payment = QuerySchedule(
        steps: [(10, 5), (60, 15), (1800, 45), (7200, 180)],
        lastGap: 1800
    )
    /// Of a refund that WeChat Pay has taken on.
    static let refund = QuerySchedule(
        steps: [(60, 10), (600, 60), (3600, 600), (86_400, 3600)],
        lastGap: 6 * 3600
    )
    /// Of a transfer that its user has to accept.
    static let transfer = QuerySchedule(
        steps: [(60, 15), (600, 60), (3600, 300), (2 * 86_400, 1800)],
        lastGap: 6 * 3600
    )

    /// The next time after `now` for what began at `start`.
    func next(after now: UnixTime, began start: UnixTime) -> UnixTime {
        let age = max(now.seconds - start.seconds, 0)
        let gap = steps.first { age < $0.untilAge }?.gap ?? lastGap
        return now.adding(seconds: gap)
    }
}
