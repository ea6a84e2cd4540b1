public import Basics
import Loops
public import ServiceKit
public import Storage

/// Does the jobs of a database, in as many processes on it as there are: each job is in one hand at
/// a time, and somebody else takes over when that one dies.
///
/// It looks when the queue is woken, when something is due, when the domain's clock is moved, and
/// once a second in any case, as another process may have enqueued something.
public final class JobRunner: Sendable {
    /// Where the jobs come from.
    public let queue: JobQueue
    private let shop: JobShop
    private let lanes = Locked<[JobLane]>([])
    private let watch: JobWatch

    /// A runner that knows no kinds yet. `random` names the process and gives the back-off its
    /// jitter.
    public convenience init(
        _ queue: JobQueue = JobQueue(),
        database: Database,
        clock: DomainClock,
        random: RandomSource,
        log: Logger,
        metrics: Metrics
    ) {
        self.init(
            queue,
            database: database,
            clock: clock,
            random: random,
            log: log,
            metrics: metrics,
            lookMilliseconds: 1000
        )
    }

    /// The runner of a process that starts, on the process's own file.
    public convenience init(_ process: ProcessContext, on database: Database) {
        self.init(
            database: database,
            clock: process.clock,
            random: process.random,
            log: process.log,
            metrics: process.metrics
        )
    }

    /// The same with another time between two looks.
    package init(
        _ queue: JobQueue = JobQueue(),
        database: Database,
        clock: DomainClock,
        random: RandomSource,
        log: Logger,
        metrics: Metrics,
        lookMilliseconds: Int
    ) {
        self.queue = queue
        shop = JobShop(
            database: database,
            clock: clock,
            random: random,
            log: log,
            owner: Hex.encode(random.bytes(6)),
            lookMilliseconds: lookMilliseconds
        )
        watch = JobWatch(database: database, clock: clock, log: log)
        let lanes = lanes
        JobMetrics.add(to: metrics, clock: clock) { lanes.withLock { $0 } }
        clock.onMove { queue.wake() }
    }

    /// Has the jobs of a kind done by a handler, so many of them at once.
    /// - Throws: `CompositionError` when the kind has a handler.
    public func on<Payload>(
        _ kind: JobKind<Payload>,
        atOnce: Int = 4,
        _ handler: @escaping @Sendable (RunningJob<Payload>) async throws -> JobOutcome
    ) throws(CompositionError) {
        try add(JobDuty(kind, atOnce: atOnce, interval: nil, handler))
    }

    /// Has something done again and again, as one job that all processes share: the first time when
    /// the database has never seen the kind, then so many seconds of the domain's clock after each
    /// time it was done.
    /// - Throws: `CompositionError` when the kind has a handler.
    public func every(
        seconds: Int64,
        _ kind: JobKind<NoPayload>,
        _ handler: @escaping @Sendable (RunningJob<NoPayload>) async throws -> JobOutcome
    ) throws(CompositionError) {
        try add(JobDuty(kind, atOnce: 1, interval: seconds, handler))
    }

    private func add(_ duty: JobDuty) throws(CompositionError) {
        let lane = JobLane(duty, in: shop, signal: queue.signal(of: duty.kind))
        let isNew = lanes.withLock { lanes in
            guard !lanes.contains(where: { $0.kind == duty.kind }) else { return false }
            lanes.append(lane)
            return true
        }
        guard isNew else { throw CompositionError("the jobs \(duty.kind) have two handlers") }
    }

    /// Does jobs until it is cancelled. What runs then is cancelled too, and given back for another
    /// process to do.
    public func run() async {
        let lanes = lanes.withLock { $0 }
        await withDiscardingTaskGroup { group in
            for lane in lanes { group.addTask { await lane.run() } }
            group.addTask { await self.watch.run(lanes) }
        }
    }

    /// Does everything that can be done now, and what that makes due, and comes back. For tests.
    package func runDue() async {
        let lanes = lanes.withLock { $0 }
        var isDone = false
        while !isDone, !Task.isCancelled {
            isDone = true
            for lane in lanes where await lane.runDue() > 0 { isDone = false }
        }
    }

    /// Looks at how things stand once, as ``run()`` does every now and then. For tests.
    package func lookOnce() async {
        await watch.look(lanes.withLock { $0 })
    }
}

extension ServiceDefinition {
    /// Does jobs as long as the process runs.
    public mutating func run(_ jobs: JobRunner) {
        run("jobs") { await jobs.run() }
    }
}

/// What the lanes of a runner share.
struct JobShop: Sendable {
    let database: Database
    let clock: DomainClock
    let random: RandomSource
    let log: Logger
    /// This process among those on the database.
    let owner: String
    /// Between two looks for what another process may have enqueued.
    let lookMilliseconds: Int
}
