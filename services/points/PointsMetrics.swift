import ServiceKit

/// What this process counts about its business.
struct PointsMetrics: Sendable {
    let signIns: Counter

    init(_ metrics: Metrics) {
        signIns = metrics.counter("kumquat_points_sign_ins_total", "Daily sign-ins written.")
    }
}
