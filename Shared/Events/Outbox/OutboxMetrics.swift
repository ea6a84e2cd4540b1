import Basics
import ServiceKit

/// Backlog and age of an outbox, over all of its receivers.
enum OutboxMetrics {
    static func add(_ deliveries: [Delivery], clock: DomainClock, to metrics: Metrics) {
        metrics.gauge(
            "kumquat_outbox_backlog",
            "Events that wait for a receiver, at the last look; up to 10000 a receiver."
        ) {
            Double(deliveries.reduce(0) { $0 + $1.backlog.count })
        }
        metrics.gauge("kumquat_outbox_age_seconds", "Age of the oldest event that waits.") {
            let oldest = deliveries.compactMap { $0.backlog.oldest }.min()
            guard let oldest else { return 0 }
            return Double(max(clock.now.milliseconds - oldest.milliseconds, 0)) / 1000
        }
    }
}
