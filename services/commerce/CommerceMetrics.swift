import ServiceKit

/// What this process counts about its business.
struct CommerceMetrics: Sendable {
    let searches: Counter

    init(_ metrics: Metrics) {
        searches = metrics.counter(
            "kumquat_commerce_searches_total",
            "Lists of merchants that were asked for."
        )
    }
}
