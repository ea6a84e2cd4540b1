import ServiceKit

/// What this process counts about its business.
struct PointsMetrics: Sendable {
    let signIns: Counter
    let audits: Counter
    let check: CheckMetrics

    init(_ metrics: Metrics) {
        signIns = metrics.counter("kumquat_points_sign_ins_total", "Daily sign-ins written.")
        audits = metrics.counter("kumquat_points_audits_total", "Audits applied for.")
        check = CheckMetrics(metrics)
    }
}
