import Basics
import ServiceKit
import Storage
import TestKit
import Testing

@testable import Jobs

/// What whoever looks after the process sees of jobs and does with them.
struct OfficeTests {
    private static func page(
        _ world: JobWorld,
        kind: String? = nil,
        state: JobState? = nil,
        after: ID<Job>? = nil,
        limit: Int = 100
    ) async throws -> [String] {
        try await world.database.read { connection in
            try JobStore(connection)
                .page(kind: kind, state: state, after: after, limit: limit).map(\.key)
        }
    }

    @Test func pagesFollowEachOther() async throws {
        let world = try JobWorld()
        for number in 1...5 { try await world.enqueue("\(number)", inSeconds: 60) }
        #expect(try await Self.page(world, limit: 2) == ["1", "2"])
        let second = try await world.jobs()[1].id
        #expect(try await Self.page(world, after: second) == ["3", "4", "5"])
        #expect(try await Self.page(world, kind: "test.note").count == 5)
        #expect(try await Self.page(world, kind: "test.other").isEmpty)
        #expect(try await Self.page(world, state: .waiting).count == 5)
        #expect(try await Self.page(world, kind: "test.note", state: .parked).isEmpty)
    }

    @Test func aJobIsDoneNowOnRequest() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        try runner.on(JobWorld.note, world.noting())
        try await world.enqueue("a", inSeconds: 86_400)
        let (id, now) = (try #require(try await world.job()).id, world.world.clock.now)
        let isTaken = try await world.database.write { try JobStore($0).retry(id, at: now) }
        #expect(isTaken)
        await runner.runDue()
        #expect(try await world.effects() == ["a"])
        let isThere = try await world.database.write { try JobStore($0).retry(id, at: now) }
        #expect(!isThere)
        #expect(try await world.database.read { try JobStore($0).record(id) } == nil)
    }

    @Test func aJobThatRunsIsNotStartedTwice() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        try runner.on(JobWorld.note) { _ in
            let (id, now) = (try #require(try await world.job()).id, world.world.clock.now)
            let isTaken = try await world.database.write { try JobStore($0).retry(id, at: now) }
            #expect(!isTaken)
            return .done
        }
        try await world.enqueue("a")
        await runner.runDue()
        #expect(try await world.jobs().isEmpty)
    }

    // MARK: Metrics and alarms

    @Test func metricsSayHowThingsStand() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        try runner.on(JobWorld.note) { job in
            switch job.payload.text {
            case "good": return .done
            case "bad": throw StorageError.corrupt
            default:
                #expect(world.metric("running") == "1")
                return .park(reason: "ugly")
            }
        }
        for text in ["good", "bad", "ugly"] {
            try await world.enqueue(text)
            await runner.runDue()
        }
        try await world.enqueue("future", inSeconds: 60)
        world.moveDomain(seconds: 90)
        await runner.lookOnce()
        #expect(world.metric("done_total") == "1")
        #expect(world.metric("failed_total") == "2")
        #expect(world.metric("waiting") == "2")
        #expect(world.metric("parked") == "1")
        #expect(world.metric("running") == "0")
        #expect(world.metric("taken_over_total") == "0")
        #expect(world.metric("oldest_due_seconds") == "90")
    }

    private static func alarms(_ world: JobWorld, _ message: String) -> Int {
        world.world.lines.all.count { $0.contains(message) }
    }

    @Test func whatIsLateTwiceIsSaidOnceInAWhile() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        try runner.on(JobWorld.note, world.noting())
        try await world.enqueue("a")
        await runner.lookOnce()
        world.moveDomain(seconds: 3600)
        // It may have become late this very moment, by a clock that was moved.
        await runner.lookOnce()
        #expect(Self.alarms(world, "jobs are parked or late") == 0)
        await runner.lookOnce()
        #expect(Self.alarms(world, "jobs are parked or late") == 1)
        for _ in 0..<30 { await runner.lookOnce() }
        #expect(Self.alarms(world, "jobs are parked or late") == 1)
        await runner.lookOnce()
        #expect(Self.alarms(world, "jobs are parked or late") == 2)
        await runner.runDue()
        for _ in 0..<60 { await runner.lookOnce() }
        #expect(Self.alarms(world, "jobs are parked or late") == 2)
    }

    @Test func eachJobThatIsParkedIsSaid() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        try runner.on(JobWorld.note) { _ in .park(reason: "no") }
        for key in ["a", "b"] {
            try await world.enqueue(key)
            await runner.runDue()
            for _ in 0..<5 { await runner.lookOnce() }
        }
        #expect(Self.alarms(world, "jobs are parked or late") == 2)
        #expect(Self.alarms(world, #""parked":2"#) == 1)
    }

    @Test func jobsThatNobodyKnowsAreSaid() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        try await world.enqueue("a")
        world.moveDomain(seconds: 3600)
        for _ in 0..<2 { await runner.lookOnce() }
        #expect(Self.alarms(world, "jobs wait that this process does not know") == 1)
    }
}
