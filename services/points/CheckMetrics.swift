import Basics
import Loops
import ServiceKit

/// How the proof of the file stands, for the metrics.
final class CheckMetrics: Sendable {
    private struct State {
        var isClean = true
        var finished: UnixTime?
    }

    private let state = Locked(State())
    private let slices: Counter

    init(_ metrics: Metrics) {
        slices = metrics.counter(
            "kumquat_points_check_slices_total",
            "Stretches of participants whose rows were added up again."
        )
        metrics.gauge(
            "kumquat_points_check_clean",
            "1 as long as the last proof of the file found nothing."
        ) { [state] in state.withLock { $0.isClean ? 1 : 0 } }
        metrics.gauge(
            "kumquat_points_check_finished_timestamp_seconds",
            "When the last proof of the file ended, in seconds since 1970; 0 before the first."
        ) { [state] in state.withLock { Double($0.finished?.seconds ?? 0) } }
    }

    /// A stretch was found to be right.
    func advanced() {
        slices.add()
    }

    /// A proof came to its end.
    func finished(clean: Bool, at time: UnixTime) {
        state.withLock {
            $0.isClean = clean
            $0.finished = time
        }
    }
}
