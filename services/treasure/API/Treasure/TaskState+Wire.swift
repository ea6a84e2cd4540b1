import Basics
import TreasureDomain

/// How a task stands, in one word: ours, beside the contract's `status`.
enum WireState: String, CaseIterable {
    /// Not paid yet.
    case awaitingPayment = "awaiting_payment"
    /// The content check is not through with it.
    case checking
    /// It can be dug.
    case open
    /// It has ended, in whatever way; not all is handed over or paid back.
    case ended
    /// It has ended, and nothing is left to do.
    case settled
    /// It must not be shown.
    case refused
    /// The back office has taken it away.
    case blocked

    init(_ state: TreasureTask.State, _ content: ContentState, isBlocked: Bool) {
        switch state {
        case _ where isBlocked: self = .blocked
        case _ where content == .risky: self = .refused
        case .awaitingPayment: self = .awaitingPayment
        case .draft: self = .checking
        case .open: self = content == .pass ? .open : .checking
        case .ended: self = .ended
        case .settled: self = .settled
        }
    }

    /// The contract's `status` of a task: 0 as long as it goes on, 1 once it has ended.
    var status: Int64 {
        switch self {
        case .awaitingPayment, .checking, .open: 0
        case .ended, .settled, .refused, .blocked: 1
        }
    }
}
