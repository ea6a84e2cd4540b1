import Basics
import HTTP
import InternalMessages
import JSON
import Jobs
import Loops
import ServiceKit
import Storage
import TestKit
import Testing

@testable import Events

/// A sender and a receiver with a file each, and a wire between them that a test can cut.
final class EventPair: Sendable {
    enum Wire: Sendable { case whole, cut, answerLost, nonsense }

    let sender: ServiceDatabase
    let receiver: ServiceDatabase
    let delivery: Delivery
    let outbox: Outbox
    let runner: JobRunner
    let harness: ServiceHarness
    let events: EventReceiver
    let wire = Locked<Wire>(.whole)
    let calls = Locked<Int>(0)
    let poison = Locked<Set<String>>([])
    let applied = Locked<[String]>([])
    private let world: TestWorld

    init(_ world: TestWorld) throws {
        self.world = world
        sender = try world.serviceDatabase(
            "sender",
            migrations: [Outbox.migration(number: 1), JobQueue.migration(number: 2)]
        )
        receiver = try world.serviceDatabase(
            "receiver",
            migrations: [EventReceiver.migration(number: 1)]
        )
        let holder = Holder()
        var events = EventReceiver(database: receiver, log: world.log, metrics: world.metrics)
        events.on(Greeting.self) { greeting, event, _ in
            try holder.pair?.apply(greeting, event)
        }
        var definition = ServiceDefinition()
        try definition.receive(events)
        self.events = events
        harness = try ServiceHarness(definition, in: world)
        delivery = Delivery(
            source: "auth",
            receiver: "points",
            database: sender.file,
            log: world.log,
            send: { (events) async throws(InternalFailure) -> InternalReply<TakeEventsCall> in
                guard let pair = holder.pair else { throw .unstubbed }
                let line = InternalRequestLine(TakeEventsCall.self, events)
                return InternalReply(try await pair.carry(line.body))
            }
        )
        let jobs = JobQueue()
        outbox = Outbox(
            [delivery],
            database: sender.file,
            jobs: jobs,
            clock: world.clock,
            log: world.log
        )
        runner = JobRunner(
            jobs,
            database: sender.file,
            clock: world.clock,
            random: world.random,
            log: world.log,
            metrics: world.metrics
        )
        try outbox.deliver(by: runner)
        holder.set(self)
    }

    /// Everything that may be delivered now.
    func deliver() async { await runner.runDue() }

    private func apply(_ greeting: Greeting, _ event: EventMessage) throws {
        let isPoison = poison.withLock { $0.contains(event.subject) }
        if isPoison { throw UnreadableEvent() }
        applied.withLock { $0.append("\(event.subject):\(greeting.iid)") }
    }

    private func carry(_ body: Bytes) async throws(InternalFailure) -> InternalAnswer {
        calls.withLock { $0 += 1 }
        let wire = wire.withLock { $0 }
        if wire == .cut { throw .unstubbed }
        if wire == .nonsense { return InternalAnswer(status: 502, body: []) }
        let text = String(decoding: body, as: UTF8.self)
        let answer = await harness.call(.post, "/internal/events", json: text)
        if wire == .answerLost { throw .disconnected }
        return InternalAnswer(status: answer.status, body: Bytes(answer.body.utf8))
    }

    func happen(_ subject: String, _ iid: Int) async throws {
        try await happen(subject, Greeting(iid: iid))
    }

    func happen(_ subject: String, _ payload: some EventPayload) async throws {
        let event = try OutgoingEvent(subject: subject, payload)
        try await sender.write { [outbox] in try outbox.append(event, in: $0) }
    }

    func later(milliseconds: Int64) {
        world.time.now = world.time.now.adding(milliseconds: milliseconds)
    }

    func later(seconds: Int64) { later(milliseconds: seconds * 1000) }

    func rows(_ table: StaticString) async throws -> Int64? {
        try await sender.read { connection in
            try connection.first(table) { try $0.integer(0) }
        }
    }

    func waiting() async throws -> Int64? {
        try await rows("SELECT count(*) + (SELECT count(*) FROM outbox) FROM outbox_pending")
    }

    func parked() async throws -> [ParkedEvent] {
        try await receiver.read { try EventReceiver.parked(after: nil, limit: 100, in: $0) }
    }

    func close() async {
        await sender.file.close()
        await receiver.file.close()
    }
}

/// Ties the knot between a pair and the closures that are part of it, without holding the pair.
private final class Holder: Sendable {
    private struct Knot {
        weak var pair: EventPair?
    }

    private let knot = Locked(Knot())

    var pair: EventPair? { knot.withLock { $0.pair } }

    func set(_ pair: EventPair) { knot.withLock { $0.pair = pair } }
}
