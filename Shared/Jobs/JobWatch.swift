import Basics
import Loops
import ServiceKit
import Storage

/// Looks at how the jobs stand, for the metrics, and says so in the log while something is wrong.
final class JobWatch: Sendable {
    /// What was seen of a kind at the last look.
    private struct Seen {
        var parked = 0
        /// The oldest one that was late already.
        var late: ID<Job>?
        /// Looks since it was last said.
        var silence = JobWatch.silentLooks
    }

    private let database: Database
    private let clock: DomainClock
    private let log: Logger
    private let seen = Locked<[String: Seen]>([:])

    private static let lookMilliseconds = 10_000
    /// A job that is not begun within that time after it was due is late.
    private static let lateSeconds: Int64 = 120
    /// What goes on being wrong is said again after so many looks.
    private static let silentLooks = 30

    init(database: Database, clock: DomainClock, log: Logger) {
        self.database = database
        self.clock = clock
        self.log = log
    }

    /// Until it is cancelled.
    func run(_ lanes: [JobLane]) async {
        repeat { await look(lanes) } while await Pause.milliseconds(Self.lookMilliseconds)
    }

    /// One look. It counts rows, so on a worker.
    func look(_ lanes: [JobLane]) async {
        let now = clock.now
        let known = lanes.map(\.kind)
        let figures: [String: JobFigures]
        do {
            figures = try await withTaskExecutorPreference(WorkerPool.shared) {
                try await database.read { connection in
                    let store = JobStore(connection)
                    return try Set(known + store.kinds()).reduce(into: [:]) { figures, kind in
                        figures[kind] = try store.figures(of: kind, at: now)
                    }
                }
            }
        } catch {
            return log.warning("jobs cannot be counted", ["cause": .text("\(error)")])
        }
        for lane in lanes { lane.figures = figures[lane.kind] ?? JobFigures() }
        for (kind, figures) in figures.sorted(by: { $0.key < $1.key }) {
            warn(of: kind, figures, at: now, isKnown: known.contains(kind))
        }
    }

    private func warn(of kind: String, _ figures: JobFigures, at now: UnixTime, isKnown: Bool) {
        let oldest = figures.oldest ?? now
        let isLate = oldest < now.adding(seconds: -Self.lateSeconds)
        let saysSo = seen.withLock { seen in
            var last = seen[kind] ?? Seen()
            // A clock that has just been moved makes jobs late that nobody could have begun: only
            // what was late at the last look as well counts.
            let staysLate = isLate && last.late == figures.oldestID
            let isNews = figures.parked > last.parked
            last.silence += 1
            let isWrong = figures.parked > 0 || staysLate
            let says = isWrong && (isNews || last.silence > Self.silentLooks)
            last.parked = figures.parked
            last.late = isLate ? figures.oldestID : nil
            // The first time that something is wrong it is said at once.
            if !isWrong { last.silence = Self.silentLooks }
            if says { last.silence = 0 }
            seen[kind] = last
            return says
        }
        guard saysSo else { return }
        log.warning(
            isKnown ? "jobs are parked or late" : "jobs wait that this process does not know",
            [
                "kind": .text(kind), "parked": .integer(Int64(figures.parked)),
                "waiting": .integer(Int64(figures.waiting)),
                "seconds": .integer((now.milliseconds - oldest.milliseconds) / 1000),
            ]
        )
    }
}
