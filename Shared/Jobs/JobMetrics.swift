import Basics
import ServiceKit

/// What is shown of jobs, by kind.
enum JobMetrics {
    static func add(
        to metrics: Metrics,
        clock: DomainClock,
        lanes: @escaping @Sendable () -> [JobLane]
    ) {
        let each: @Sendable (@escaping @Sendable (JobLane) -> Double) -> Metrics.Readings = {
            read in
            { lanes().map { (value: $0.kind, number: read($0)) } }
        }
        addStanding(to: metrics, clock: clock, each)
        metrics.counter(
            "kumquat_jobs_done_total",
            "Runs of jobs that came to a good end in this process.",
            label: "kind",
            read: each { Double($0.counts.done) }
        )
        metrics.counter(
            "kumquat_jobs_failed_total",
            "Runs of jobs that failed in this process.",
            label: "kind",
            read: each { Double($0.counts.failed) }
        )
        metrics.counter(
            "kumquat_jobs_taken_over_total",
            "Jobs taken over from a process that did not come back in time.",
            label: "kind",
            read: each { Double($0.counts.takenOver) }
        )
        metrics.counter(
            "kumquat_jobs_lost_total",
            "Runs of jobs in this process that were longer than their lease, or cancelled.",
            label: "kind",
            read: each { Double($0.counts.lost) }
        )
    }

    private static func addStanding(
        to metrics: Metrics,
        clock: DomainClock,
        _ each: (@escaping @Sendable (JobLane) -> Double) -> Metrics.Readings
    ) {
        metrics.gauge(
            "kumquat_jobs_waiting",
            "Jobs that wait for their time, a process or the end of a pause; up to 10000 each.",
            label: "kind",
            read: each { Double($0.figures.waiting) }
        )
        metrics.gauge(
            "kumquat_jobs_running",
            "Jobs that this process is doing.",
            label: "kind",
            read: each { Double($0.runningCount) }
        )
        metrics.gauge(
            "kumquat_jobs_parked",
            "Jobs that wait for a person.",
            label: "kind",
            read: each { Double($0.figures.parked) }
        )
        metrics.gauge(
            "kumquat_jobs_oldest_due_seconds",
            "For how long the oldest job has been due that is not being done.",
            label: "kind",
            read: each { lane in
                guard let oldest = lane.figures.oldest else { return 0 }
                return Double(max(clock.now.milliseconds - oldest.milliseconds, 0)) / 1000
            }
        )
    }
}
