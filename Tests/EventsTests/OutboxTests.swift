import Contracts
import Basics
import Contracts
import HTTP
import HTTPClient
import HTTPServer
import InternalMessages
import Jobs
import Loops
import Storage
import TestKit
import Testing

@testable import Events
@testable import ServiceKit

/// An outbox and a receiver with a real socket between them.
struct OutboxTests {
    /// Collects the ids of events that had their effect.
    private final class SeenEvents: Sendable {
        private let ids = Locked<Set<String>>([])

        var count: Int { ids.withLock { $0.count } }

        func add(_ id: String) { ids.withLock { _ = $0.insert(id) } }
    }

    private let directory: TemporaryDirectory
    private let world: TestWorld
    private let group = LoopGroup(count: 1)
    private let jobs = JobQueue()

    init() throws {
        directory = try TemporaryDirectory()
        world = TestWorld(home: directory.path)
    }

    @Test func anEventIsDeliveredAsSoonAsItsUnitIsOnDisk() async throws {
        let seen = SeenEvents()
        let address = Address.unix(path: directory.file("points.sock"))
        let harness = try ServiceHarness(receiver(seen), in: world)
        let server = HTTPServer(ServerConfiguration(addresses: [address]), group: group) {
            await harness.respond(to: $0)
        }
        let http = HTTPClient(group: group)
        group.start()
        try server.start()
        let database = try world.serviceDatabase(
            "out",
            migrations: [Outbox.migration(number: 1), JobQueue.migration(number: 2)]
        )
        let outbox = outbox(database.file, to: address, by: http)
        let runner = runner(on: database.file)
        try outbox.deliver(by: runner)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await outbox.run() }
            group.addTask { await runner.run() }
            let event = try OutgoingEvent(subject: "iid:1", Greeting(iid: 1))
            try await database.write { try outbox.append(event, in: $0) }
            try await eventually("the event arrives") { seen.count == 1 }
            group.cancelAll()
        }
        #expect(world.metricsText.contains("kumquat_outbox_backlog"))
        await database.file.close()
        await http.close()
        await server.drain()
        await group.stop()
    }

    private func receiver(_ seen: SeenEvents) throws -> ServiceDefinition {
        let database = try world.serviceDatabase(
            "in",
            migrations: [EventReceiver.migration(number: 1)]
        )
        var events = EventReceiver(database: database, log: world.log, metrics: world.metrics)
        events.on(Greeting.self) { _, event, _ in seen.add(event.id) }
        var definition = ServiceDefinition()
        try definition.receive(events)
        return definition
    }

    /// One that by itself would look once in an hour.
    private func runner(on database: Database) -> JobRunner {
        JobRunner(
            jobs,
            database: database,
            clock: world.clock,
            random: world.random,
            log: world.log,
            metrics: world.metrics,
            lookMilliseconds: 3_600_000
        )
    }

    private func outbox(
        _ database: Database,
        to address: Address,
        by http: HTTPClient
    ) -> Outbox {
        let client = InternalClient(
            upstream: Upstream(name: "points", addresses: [address]),
            http: http,
            keys: world.keys,
            clock: world.clock.real,
            random: world.random,
            failures: LabelledCounter(["points"])
        )
        return Outbox(
            source: .auth,
            database: database,
            jobs: jobs,
            receivers: [(peer: .points, client: client)],
            clock: world.clock,
            log: world.log,
            metrics: world.metrics
        )
    }
}
