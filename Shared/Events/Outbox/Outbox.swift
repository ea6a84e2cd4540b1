public import Contracts
import Basics
import InternalMessages
public import Jobs
import Loops
public import ServiceKit
public import Storage

/// Tells other processes what happened: written down in the unit that made it happen, delivered at
/// least once, in order per subject, whoever of both sides was down meanwhile.
///
/// The way to each receiver is one job that is there as long as something waits: of several
/// processes on the database one delivers at a time.
public final class Outbox: Sendable {
    static let delivery = JobKind<NoPayload>(
        "events.deliver",
        retries: RetryPolicy(
            firstMilliseconds: 200,
            longestSeconds: 30,
            parkAfter: nil,
            // A little longer than one call may take.
            leaseSeconds: 12
        )
    )
    private static let callMilliseconds = 10_000
    private static let lookMilliseconds = 1000

    private let database: Database
    private let jobs: JobQueue
    private let deliveries: [Delivery]
    private let clock: DomainClock
    private let log: Logger

    /// The outbox of the process `source`, whose events all `receivers` get. `clock` is the
    /// domain's.
    public convenience init(
        source: ServiceName,
        database: Database,
        jobs: JobQueue,
        receivers: [(peer: ServiceName, client: InternalClient)],
        clock: DomainClock,
        log: Logger,
        metrics: Metrics
    ) {
        let deliveries = receivers.map { receiver in
            Delivery(
                source: source.rawValue,
                receiver: receiver.peer.rawValue,
                database: database,
                log: log
            ) { (events) async throws(InternalFailure) -> InternalReply<TakeEventsCall> in
                try await receiver.client.send(
                    TakeEventsCall.self,
                    events,
                    milliseconds: Self.callMilliseconds
                )
            }
        }
        self.init(deliveries, database: database, jobs: jobs, clock: clock, log: log)
        OutboxMetrics.add(deliveries, clock: clock, to: metrics)
    }

    init(
        _ deliveries: [Delivery],
        database: Database,
        jobs: JobQueue,
        clock: DomainClock,
        log: Logger
    ) {
        self.deliveries = deliveries
        self.database = database
        self.jobs = jobs
        self.clock = clock
        self.log = log
    }

    /// The tables, as the migration of this number. That of ``JobQueue`` is needed beside it.
    public static func migration(number: Int) -> Migration {
        Migration(number: number, name: "outbox", sql: OutboxStore.schema)
    }

    /// Writes an event down, inside the unit that makes it true. It is delivered as soon as the
    /// unit is on disk.
    public func append(_ event: OutgoingEvent, in unit: UnitOfWork) throws {
        try OutboxStore(connection: unit.connection)
            .append(event, at: unit.now, to: deliveries.map(\.receiver))
        for delivery in deliveries {
            try jobs.enqueue(
                Self.delivery,
                key: delivery.receiver,
                NoPayload(),
                due: unit.now,
                again: .sooner,
                in: unit
            )
        }
    }

    /// Has the events delivered with the other jobs of the process.
    /// - Throws: `CompositionError` when somebody else does so.
    public func deliver(by runner: JobRunner) throws(CompositionError) {
        let deliveries = deliveries
        try runner.on(Self.delivery, atOnce: deliveries.count) { job in
            // What waits for somebody who is no receiver any more waits for ever.
            guard let delivery = deliveries.first(where: { $0.receiver == job.key }) else {
                return .done
            }
            return try await delivery.deliver(job)
        }
    }

    /// Takes up what a former release left, and looks at what waits, for the metrics, until it is
    /// cancelled.
    public func run() async {
        var isTakenUp = false
        repeat {
            if !isTakenUp { isTakenUp = await takeUp() }
            await look()
        } while await Pause.milliseconds(Self.lookMilliseconds)
    }

    /// Whatever waits has its job: a row that was written before there were jobs as well.
    private func takeUp() async -> Bool {
        let now = clock.now
        do {
            try await database.write { [self] connection in
                let store = OutboxStore(connection: connection)
                for delivery in deliveries
                where try !store.pending(for: delivery.receiver, limit: 1).isEmpty {
                    try jobs.enqueue(
                        Self.delivery,
                        key: delivery.receiver,
                        NoPayload(),
                        due: now,
                        again: .sooner,
                        in: connection
                    )
                }
            }
            jobs.wake(Self.delivery)
            return true
        } catch {
            log.warning("the outbox cannot be read", ["cause": .text("\(error)")])
            return false
        }
    }

    func look() async {
        for delivery in deliveries { await delivery.look() }
    }
}
