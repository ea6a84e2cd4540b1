import Basics
import InternalMessages
import Jobs
import Loops
import ServiceKit
import Storage
import TestKit
import Testing

@testable import Events

/// Two processes with an outbox on one file: one delivers at a time.
struct OutboxReplicaTests {
    /// One of them. What it posts is held up as long as its wire is.
    private final class Process: Sendable {
        let database: ServiceDatabase
        let outbox: Outbox
        let runner: JobRunner
        private let posts: Locked<Int>
        private let held: Locked<Bool>

        var postCount: Int { posts.withLock { $0 } }

        init(_ world: TestWorld) throws {
            let (posts, held, jobs) = (Locked(0), Locked(false), JobQueue())
            (self.posts, self.held) = (posts, held)
            database = try world.serviceDatabase(
                "sender",
                migrations: [Outbox.migration(number: 1), JobQueue.migration(number: 2)]
            )
            let delivery = Delivery(
                source: "auth",
                receiver: "points",
                database: database.file,
                log: world.log
            ) { _ async throws(InternalFailure) -> InternalReply<TakeEventsCall> in
                posts.withLock { $0 += 1 }
                while held.withLock({ $0 }) {
                    guard await Pause.milliseconds(5) else { throw .timedOut }
                }
                let body = Bytes(#"{"accepted":1,"parked":0}"#.utf8)
                return .done(InternalAnswer(status: 200, body: body))
            }
            outbox = Outbox(
                [delivery],
                database: database.file,
                jobs: jobs,
                clock: world.clock,
                log: world.log
            )
            runner = JobRunner(
                jobs,
                database: database.file,
                clock: world.clock,
                random: world.random,
                log: world.log,
                metrics: world.metrics
            )
            try outbox.deliver(by: runner)
        }

        func hold(_ isHeld: Bool) { held.withLock { $0 = isHeld } }
    }

    private let directory: TemporaryDirectory
    private let world: TestWorld
    private let first: Process
    private let second: Process

    init() throws {
        directory = try TemporaryDirectory()
        world = TestWorld(home: directory.path)
        first = try Process(world)
        second = try Process(world)
    }

    private func happen(_ subject: String) async throws {
        let event = try OutgoingEvent(subject: subject, Greeting(iid: 1))
        try await first.database.write { [first] in try first.outbox.append(event, in: $0) }
    }

    private func waiting() async throws -> Int64? {
        try await first.database.read { connection in
            try connection.first("SELECT count(*) FROM outbox_pending") { try $0.integer(0) }
        }
    }

    /// Runs `body` while the first process waits for its answer.
    private func whileFirstDelivers(_ body: () async throws -> Void) async throws {
        first.hold(true)
        try await happen("iid:1")
        try await withThrowingTaskGroup(of: Void.self) { [first] group in
            group.addTask { await first.runner.runDue() }
            try await eventually("the first delivers") { first.postCount == 1 }
            try await body()
            first.hold(false)
            try await group.waitForAll()
        }
    }

    @Test func oneDeliversAtATime() async throws {
        try await whileFirstDelivers {
            try await happen("iid:2")
            await second.runner.runDue()
            #expect(second.postCount == 0)
        }
        // What happened meanwhile goes with the next call.
        #expect(first.postCount == 2)
        #expect(try await waiting() == 0)
    }

    @Test func anotherOneTakesOver() async throws {
        try await whileFirstDelivers {
            world.time.advance(seconds: 12)
            await second.runner.runDue()
            #expect(second.postCount == 1)
            let count = try await waiting()
            #expect(count == 0)
            // What the first one says of its call does not count any more.
            try await happen("iid:3")
        }
        #expect(first.postCount + second.postCount == 3)
        #expect(try await waiting() == 0)
    }

    @Test func whatWasThereBeforeThereWereJobsIsDelivered() async throws {
        try await happen("iid:1")
        try await first.database.file.write { try $0.run("DELETE FROM job") }
        await first.runner.runDue()
        #expect(try await waiting() == 1)
        try await withThrowingTaskGroup(of: Void.self) { [first] group in
            group.addTask { await first.outbox.run() }
            try await eventually("it is delivered") {
                await first.runner.runDue()
                return try await waiting() == 0
            }
            group.cancelAll()
        }
    }
}
