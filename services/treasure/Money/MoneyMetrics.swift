import Basics
import ServiceKit
import Synchronization

/// What red packets count.
struct MoneyMetrics: Sendable {
    private let refused: Counter
    private let today: Today

    init(_ metrics: Metrics, limit: Money) {
        refused = metrics.counter(
            "kumquat_treasure_payouts_over_limit_total",
            "Claims of red packets that the day's limit refused."
        )
        let today = Today()
        self.today = today
        metrics.gauge(
            "kumquat_treasure_payouts_today_ratio",
            "What the day's red packets come to, as a part of the limit."
        ) { today.ratio(of: limit) }
    }

    /// A claim came when the day's limit was reached.
    func refuse() { refused.add() }

    /// What the day's payouts come to now.
    func set(_ paid: Money) { today.fen.store(paid.fen, ordering: .relaxed) }

    private final class Today: Sendable {
        let fen = Atomic<Int64>(0)

        func ratio(of limit: Money) -> Double {
            limit.fen == 0 ? 1 : Double(fen.load(ordering: .relaxed)) / Double(limit.fen)
        }
    }
}
