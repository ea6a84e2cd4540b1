import Basics
import HTTP
import JSON
import Jobs
import Loops
import ServiceKit
import Storage
import TestKit
import Testing

@testable import Events

/// Events from one process to another: at least once on the way, once in effect, in order.
struct EventTests {
    private struct Greeting: Encodable {
        let iid: Int
    }

    /// A sender and a receiver with a file each, and a wire between them that a test can cut.
    private final class Pair: Sendable {
        enum Wire: Sendable { case whole, cut, answerLost, nonsense }

        let sender: ServiceDatabase
        let receiver: ServiceDatabase
        let delivery: Delivery
        let outbox: Outbox
        let runner: JobRunner
        let harness: ServiceHarness
        let now = Locked<UInt64>(1_000_000_000)
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
            var events = EventReceiver(database: receiver, log: world.log)
            events.on("greeted") { event, _ in try holder.pair?.apply(event) }
            var definition = ServiceDefinition()
            try definition.receive(events)
            harness = try ServiceHarness(definition, in: world)
            delivery = Delivery(
                source: "auth",
                receiver: "points",
                database: sender.file,
                backoff: Backoff(random: world.random),
                log: world.log,
                monotonic: { holder.pair?.now.withLock { $0 } ?? 0 },
                post: { (body) async throws(InternalFailure) -> InternalAnswer in
                    guard let pair = holder.pair else { throw .unreachable }
                    return try await pair.carry(body)
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

        private func apply(_ event: IncomingEvent) throws {
            let isPoison = poison.withLock { $0.contains(event.subject) }
            if isPoison { throw UnreadableEvent() }
            let iid = event.data["iid"]?.integer ?? 0
            applied.withLock { $0.append("\(event.subject):\(iid)") }
        }

        private func carry(_ body: Bytes) async throws(InternalFailure) -> InternalAnswer {
            calls.withLock { $0 += 1 }
            let wire = wire.withLock { $0 }
            if wire == .cut { throw .unreachable }
            if wire == .nonsense { return InternalAnswer(status: 502, body: []) }
            let text = String(decoding: body, as: UTF8.self)
            let answer = await harness.call(.post, "/internal/events", json: text)
            if wire == .answerLost { throw .disconnected }
            return InternalAnswer(status: answer.status, body: Bytes(answer.body.utf8))
        }

        func happen(_ subject: String, _ iid: Int, type: String = "greeted") async throws {
            let event = try OutgoingEvent(type: type, subject: subject, data: Greeting(iid: iid))
            try await sender.write { [outbox] in try outbox.append(event, in: $0) }
        }

        func later(milliseconds: Int64) {
            now.withLock { $0 += UInt64(milliseconds) * 1_000_000 }
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

        func close() async {
            await sender.file.close()
            await receiver.file.close()
        }
    }

    /// Ties the knot between a pair and the closures that are part of it, without holding the pair.
    private final class Holder: Sendable {
        private struct Knot {
            weak var pair: Pair?
        }

        private let knot = Locked(Knot())

        var pair: Pair? { knot.withLock { $0.pair } }

        func set(_ pair: Pair) { knot.withLock { $0.pair = pair } }
    }

    private let directory: TemporaryDirectory
    private let world: TestWorld

    init() throws {
        directory = try TemporaryDirectory()
        world = TestWorld(home: directory.path)
    }

    @Test func whatHappenedArrivesInOrderAndIsForgotten() async throws {
        let pair = try Pair(world)
        for number in 1...250 { try await pair.happen("iid:\(number % 2)", number) }
        await pair.deliver()
        let applied = pair.applied.withLock { $0 }
        #expect(applied == (1...250).map { "iid:\($0 % 2):\($0)" })
        #expect(pair.calls.withLock { $0 } == 3)
        #expect(try await pair.waiting() == 0)
        await pair.close()
    }

    @Test func aLostAnswerHasNoSecondEffect() async throws {
        let pair = try Pair(world)
        try await pair.happen("iid:1", 1)
        pair.wire.withLock { $0 = .answerLost }
        await pair.deliver()
        #expect(pair.applied.withLock { $0 } == ["iid:1:1"])
        #expect(try await pair.waiting() == 2)
        pair.wire.withLock { $0 = .whole }
        pair.later(seconds: 60)
        await pair.deliver()
        #expect(pair.applied.withLock { $0 } == ["iid:1:1"])
        #expect(try await pair.waiting() == 0)
        await pair.close()
    }

    @Test func whoIsAwayIsAskedLessAndLessOften() async throws {
        let pair = try Pair(world)
        let happened = world.clock.now
        try await pair.happen("iid:1", 1)
        pair.wire.withLock { $0 = .cut }
        // Ten minutes, looked at four times a second.
        for _ in 0..<2400 {
            pair.later(milliseconds: 250)
            await pair.deliver()
        }
        let calls = pair.calls.withLock { $0 }
        #expect((20...60).contains(calls))
        await pair.outbox.look()
        #expect(pair.delivery.backlog.count == 1)
        #expect(pair.delivery.backlog.oldest == happened)
        pair.wire.withLock { $0 = .whole }
        pair.later(seconds: 31)
        await pair.deliver()
        #expect(pair.applied.withLock { $0 } == ["iid:1:1"])
        await pair.close()
    }

    @Test func anAnswerThatIsNoneCountsAsAway() async throws {
        let pair = try Pair(world)
        try await pair.happen("iid:1", 1)
        pair.wire.withLock { $0 = .nonsense }
        await pair.deliver()
        await pair.deliver()
        #expect(pair.calls.withLock { $0 } == 1)
        #expect(try await pair.waiting() == 2)
        await pair.close()
    }

    @Test func oneSubjectInTroubleHoldsUpNoOther() async throws {
        let pair = try Pair(world)
        pair.poison.withLock { $0 = ["iid:1"] }
        for number in 1...4 { try await pair.happen("iid:\(number % 2)", number) }
        await pair.deliver()
        #expect(pair.applied.withLock { $0 } == ["iid:0:2", "iid:0:4"])
        try await pair.happen("iid:0", 6)
        await pair.deliver()
        #expect(pair.applied.withLock { $0 } == ["iid:0:2", "iid:0:4", "iid:0:6"])
        pair.poison.withLock { $0 = [] }
        pair.later(seconds: 60)
        await pair.deliver()
        #expect(pair.applied.withLock { $0 }.suffix(2) == ["iid:1:1", "iid:1:3"])
        #expect(try await pair.waiting() == 0)
        await pair.close()
    }

    @Test func unknownTypesAreAcceptedAndIgnored() async throws {
        let pair = try Pair(world)
        try await pair.happen("iid:1", 1, type: "invented")
        await pair.deliver()
        #expect(pair.applied.withLock { $0 }.isEmpty)
        #expect(try await pair.waiting() == 0)
        await pair.close()
    }

    @Test func anEventOfAUnitThatFailedNeverHappened() async throws {
        let pair = try Pair(world)
        let event = try OutgoingEvent(type: "greeted", subject: "iid:1", data: Greeting(iid: 1))
        await #expect(throws: UnreadableEvent.self) {
            try await pair.sender.write { unit in
                try pair.outbox.append(event, in: unit)
                throw UnreadableEvent()
            }
        }
        #expect(try await pair.waiting() == 0)
        await pair.close()
    }

    @Test(arguments: [
        ("{}", 400), (#"{"events":5}"#, 400), (#"{"events":[]}"#, 200),
        (#"{"events":[{"id":"a:1"}]}"#, 400),
        (#"{"events":[{"id":"a:1","seq":1,"subject":"s","type":"t","at":1,"data":[]}]}"#, 400),
        (#"{"events":[{"id":"a:1","seq":1,"subject":"s","type":"t","at":1,"data":{}}]}"#, 200),
    ])
    func whatIsNoEventIsRefused(_ json: String, _ status: Int) async throws {
        let pair = try Pair(world)
        let answer = await pair.harness.call(.post, "/internal/events", json: json)
        #expect(answer.status == status)
        await pair.close()
    }

    @Test func aReceiverWithAFullDiskIsAskedAgain() async throws {
        let pair = try Pair(world)
        try await pair.happen("iid:1", 1)
        pair.receiver.file.failNextCommits(2, kind: .full)
        await pair.deliver()
        #expect(try await pair.waiting() == 2)
        pair.receiver.file.failNextCommits(0, kind: .full)
        pair.later(seconds: 60)
        await pair.deliver()
        #expect(try await pair.waiting() == 0)
        let remembered = try await pair.receiver.read { connection in
            try connection.first("SELECT count(*) FROM inbox") { try $0.integer(0) }
        }
        #expect(remembered == 1)
        await pair.close()
    }
}
