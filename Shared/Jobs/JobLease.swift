import Basics
import ServiceKit
import Storage
import Synchronization

/// The right to do one job, as long as it lasts.
final class JobLease: Sendable {
    private let job: TakenJob
    private let database: Database
    private let clock: DomainClock
    private let seconds: Int64
    /// Seconds between two turns of a kind with a schedule.
    private let interval: Int64?
    /// The end in monotonic nanoseconds: a clock that is set right meanwhile does not move it.
    private let deadline: Atomic<UInt64>
    /// The end as it stands in the table, in milliseconds of the real clock.
    private let realEnd: Atomic<Int64>
    private let settled = Atomic<Bool>(false)

    /// `taken` is the monotonic time before it was taken.
    init(
        _ job: TakenJob,
        database: Database,
        clock: DomainClock,
        seconds: Int64,
        interval: Int64?,
        taken: UInt64
    ) {
        self.job = job
        self.database = database
        self.clock = clock
        self.seconds = seconds
        self.interval = interval
        deadline = Atomic(taken &+ UInt64(max(seconds, 0)) &* 1_000_000_000)
        realEnd = Atomic(job.until.milliseconds)
    }

    /// Whether a unit of the handler's own has settled the job. That unit may have failed since.
    var isSettled: Bool { settled.load(ordering: .acquiring) }

    /// Nanoseconds left by the monotonic clock.
    var nanosecondsLeft: UInt64 {
        let now = SystemTime.monotonicNanoseconds()
        let deadline = deadline.load(ordering: .acquiring)
        return deadline > now ? deadline - now : 0
    }

    /// Comes back when the lease is over, or the task was cancelled.
    func runOut() async {
        while nanosecondsLeft > 0 {
            let milliseconds = Int(clamping: nanosecondsLeft / 1_000_000 + 1)
            guard await Pause.milliseconds(milliseconds) else { return }
        }
    }

    private var hold: JobHold { JobHold(id: job.id, fence: job.fence, now: clock.real.now()) }

    // MARK: What becomes of the job

    func finish(in connection: Connection) throws {
        settled.store(true, ordering: .releasing)
        let store = JobStore(connection)
        if let interval {
            try store.put(hold, due: clock.now.adding(seconds: interval))
        } else {
            try store.remove(hold)
        }
    }

    func reschedule(at due: UnixTime, in connection: Connection) throws {
        settled.store(true, ordering: .releasing)
        try JobStore(connection).put(hold, due: due)
    }

    func pause(milliseconds: Int64, in connection: Connection) throws {
        let hold = hold
        try JobStore(connection).pause(hold, until: hold.now.adding(milliseconds: milliseconds))
    }

    func fail(_ cause: String, pausing milliseconds: Int64, in connection: Connection) throws {
        let hold = hold
        let until = hold.now.adding(milliseconds: milliseconds)
        try JobStore(connection).fail(hold, cause, until: until)
    }

    func park(_ reason: String, in connection: Connection) throws {
        try JobStore(connection).park(hold, reason)
    }

    /// As if it had never been taken.
    func giveBack(in connection: Connection) throws {
        try JobStore(connection).giveBack(hold, at: clock.now)
    }

    /// Whether the row still says that it is ours.
    func isHeld(in connection: Connection) throws -> Bool {
        try JobStore(connection).isHeld(hold)
    }

    // MARK: More time

    func renew(in connection: Connection) throws {
        let began = SystemTime.monotonicNanoseconds()
        let hold = hold
        let until = hold.now.adding(seconds: seconds)
        try JobStore(connection).renew(hold, until: until)
        // Should the unit fail, the table has the earlier end, and that is what counts there.
        deadline.store(began &+ UInt64(max(seconds, 0)) &* 1_000_000_000, ordering: .releasing)
        realEnd.store(until.milliseconds, ordering: .releasing)
    }

    func renewInTime() async throws {
        let left = realEnd.load(ordering: .acquiring) - clock.real.now().milliseconds
        let half = seconds * 500
        guard left < half || nanosecondsLeft < UInt64(max(half, 0)) * 1_000_000 else { return }
        try await database.write { try self.renew(in: $0) }
    }
}
