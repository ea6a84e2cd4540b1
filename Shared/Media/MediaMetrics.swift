import ServiceKit

/// What a process counts about its pictures.
struct MediaMetrics: Sendable {
    let kept: Counter
    let looks: Counter

    init(_ metrics: Metrics) {
        kept = metrics.counter("kumquat_media_kept_total", "Pictures kept.")
        looks = metrics.counter(
            "kumquat_media_looks_total",
            "Pictures shown to somebody who had a link."
        )
    }
}
