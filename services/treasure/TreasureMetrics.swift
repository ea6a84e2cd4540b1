import ServiceKit

/// What this process counts about its business.
struct TreasureMetrics: Sendable {
    let published: Counter
    let digs: Counter
    let prizes: Counter
    let posters: Counter

    init(_ metrics: Metrics) {
        published = metrics.counter("kumquat_treasure_tasks_total", "Tasks published.")
        digs = metrics.counter("kumquat_treasure_digs_total", "Digs taken.")
        prizes = metrics.counter("kumquat_treasure_prizes_total", "Prizes found.")
        posters = metrics.counter("kumquat_treasure_posters_total", "Posters drawn.")
    }
}
