import Basics
import HTTPServer
import Loops
import Storage

/// The figures that every process has.
enum ProcessMetrics {
    /// What Prometheus' own clients tell of a process, under the names that they use.
    static func addUsage(to metrics: Metrics, since start: UnixTime) {
        metrics.gauge("process_start_time_seconds", "When the process began, since 1970.") {
            Double(start.milliseconds) / 1000
        }
        metrics.counter("process_cpu_seconds_total", "Processor time spent.") {
            OwnProcess.processorSeconds()
        }
        metrics.gauge("process_resident_memory_bytes", "Memory in use.") {
            Double(OwnProcess.residentOctets())
        }
        metrics.gauge("process_open_fds", "File descriptors in use.") {
            Double(OwnProcess.descriptors().open)
        }
        metrics.gauge("process_max_fds", "File descriptors that there may be.") {
            Double(OwnProcess.descriptors().limit)
        }
    }

    static func add(_ group: LoopGroup, to metrics: Metrics) {
        metrics.gauge(
            "kumquat_loop_lag_seconds",
            "Longest wait of something ready for its loop, since the last look."
        ) {
            let longest = group.loops.map { $0.takeLag() }.max() ?? 0
            return Double(longest) / 1_000_000_000
        }
    }

    static func add(_ server: HTTPServer, to metrics: Metrics) {
        metrics.gauge("kumquat_connections_open", "Connections open now.") {
            Double(server.metrics.open)
        }
        metrics.counter("kumquat_connections_total", "Connections accepted.") {
            Double(server.metrics.accepted)
        }
        metrics.counter("kumquat_connections_refused_total", "Connections over the limit.") {
            Double(server.metrics.refused)
        }
        metrics.counter("kumquat_requests_rejected_total", "Requests that broke HTTP's rules.") {
            Double(server.metrics.rejected)
        }
        addSlowness(of: server, to: metrics)
    }

    /// What became of those who were too slow.
    static func addSlowness(of server: HTTPServer, to metrics: Metrics) {
        metrics.counter(
            "kumquat_connections_slow_total",
            "Clients that were too slow: with a request, or taking an answer.",
            label: "what"
        ) {
            let done = server.metrics
            return [("request", Double(done.tooSlow)), ("answer", Double(done.stalled))]
        }
    }

    static func add(_ database: Database, to metrics: Metrics) {
        metrics.gauge("kumquat_writer_queue", "Writes that wait.") {
            Double(database.metrics.queued)
        }
        metrics.gauge("kumquat_writer_batch", "Writes in the last commit.") {
            Double(database.metrics.lastBatch)
        }
        metrics.counter("kumquat_writer_units_total", "Writes done.") {
            Double(database.metrics.units)
        }
        metrics.counter("kumquat_commits_total", "Transactions committed.") {
            Double(database.metrics.commits)
        }
        metrics.counter("kumquat_commits_failed_total", "Transactions that failed.") {
            Double(database.metrics.failedCommits)
        }
        metrics.counter("kumquat_commit_seconds_total", "Time spent in commits.") {
            Double(database.metrics.commitNanoseconds) / 1_000_000_000
        }
    }
}
