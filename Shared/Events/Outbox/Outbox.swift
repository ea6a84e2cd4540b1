public import Contracts
public import Basics
import Loops
public import ServiceKit
public import Storage

/// Tells other processes what happened: written down in the unit that made it happen, delivered at
/// least once, in order per subject, whoever of both sides was down meanwhile.
public final class Outbox: Sendable {
    private let database: Database
    private let deliveries: [Delivery]
    private let log: Logger

    /// The outbox of the process `source`, whose events all `receivers` get. `clock` is the
    /// domain's; back-off goes by the monotonic clock.
    public init(
        source: ServiceName,
        database: Database,
        receivers: [(peer: ServiceName, client: InternalClient)],
        clock: DomainClock,
        random: RandomSource,
        log: Logger,
        metrics: Metrics
    ) {
        self.database = database
        self.log = log
        deliveries = receivers.map { receiver in
            Delivery(
                source: source.rawValue,
                receiver: receiver.peer.rawValue,
                database: database,
                backoff: Backoff(random: random),
                log: log
            ) { (body) async throws(InternalFailure) -> InternalAnswer in
                try await receiver.client.post("/internal/events", body, milliseconds: 10_000)
            }
        }
        OutboxMetrics.add(deliveries, clock: clock, to: metrics)
    }

    /// The tables, as the migration of this number.
    public static func migration(number: Int) -> Migration {
        Migration(number: number, name: "outbox", sql: OutboxStore.schema)
    }

    /// Writes an event down, inside the unit that makes it true. It is delivered as soon as the
    /// unit is on disk.
    public func append(_ event: OutgoingEvent, in unit: UnitOfWork) throws {
        try OutboxStore(connection: unit.connection)
            .append(event, at: unit.now, to: deliveries.map(\.receiver))
        for delivery in deliveries { unit.wake(delivery.signal) }
    }

    /// Delivers until it is cancelled.
    public func run() async {
        await withDiscardingTaskGroup { group in
            for delivery in deliveries {
                group.addTask { await delivery.run() }
            }
        }
    }
}
