import Basics
import ServiceKit
import Storage
import TestKit
import Testing

@testable import Jobs

/// When a runner looks, and kinds that come round again and again.
struct ScheduleTests {
    private static let sweep = JobKind<NoPayload>(
        "test.sweep",
        retries: RetryPolicy(firstMilliseconds: 1000, longestSeconds: 60, parkAfter: nil)
    )

    /// Two processes that share the sweep, every minute.
    private struct Pair {
        let world: JobWorld
        let notes = Notes()
        let runners: [JobRunner]

        init(_ sweeping: @escaping @Sendable (JobWorld, RunningJob<NoPayload>) async throws -> Void)
            throws
        {
            let (world, notes) = (try JobWorld(), notes)
            self.world = world
            runners = [
                world.runner(),
                world.runner(on: try world.again(), queue: JobQueue()),
            ]
            for (number, runner) in runners.enumerated() {
                try runner.every(seconds: 60, sweep) { job in
                    notes.add("\(number)")
                    try await sweeping(world, job)
                    return .done
                }
            }
        }

        func runDue() async {
            for runner in runners { await runner.runDue() }
        }
    }

    @Test func itIsDoneAtOnceAndThenByTheDomainsClock() async throws {
        let pair = try Pair { _, _ in }
        await pair.runDue()
        #expect(pair.notes.all == ["0"])
        pair.world.moveDomain(seconds: 59)
        await pair.runDue()
        #expect(pair.notes.all == ["0"])
        pair.world.moveDomain(seconds: 1)
        await pair.runners[1].runDue()
        await pair.runDue()
        #expect(pair.notes.all == ["0", "1"])
        #expect(try await pair.world.jobs().count == 1)
        // Another start is no reason to do it again.
        let later = pair.world.runner(on: try pair.world.again(), queue: JobQueue())
        try later.every(seconds: 60, Self.sweep) { _ in
            pair.notes.add("later")
            return .done
        }
        await later.runDue()
        #expect(pair.notes.all == ["0", "1"])
    }

    @Test func itMayFinishInItsOwnUnit() async throws {
        let pair = try Pair { world, job in
            try await world.database.write { connection in
                try JobWorld.have("swept", in: connection)
                try job.finish(in: connection)
            }
        }
        for _ in 0..<3 {
            await pair.runDue()
            await pair.runDue()
            pair.world.moveDomain(seconds: 60)
        }
        #expect(try await pair.world.effects() == ["swept", "swept", "swept"])
    }

    @Test func aFailureIsTriedAgainForEver() async throws {
        let pair = try Pair { _, job in if job.failures < 30 { throw StorageError.full } }
        for _ in 0..<40 {
            await pair.runDue()
            pair.world.pass(seconds: 60)
            // Only the real time went on: the domain stays where it was.
            pair.world.moveDomain(seconds: -60)
        }
        #expect(pair.notes.all.count == 31)
        #expect(try await pair.world.job()?.state == .waiting)
    }

    /// As when the sandbox's clock is put back, or the machine's is set right.
    @Test func aClockThatIsSetBackHoldsNothingUp() async throws {
        let pair = try Pair { _, _ in }
        pair.world.moveDomain(seconds: 30 * 86_400)
        await pair.runDue()
        pair.world.moveDomain(seconds: -30 * 86_400)
        await pair.runDue()
        await pair.runDue()
        #expect(pair.notes.all.count == 2)
    }

    @Test func itComesBackAfterItWasCancelled() async throws {
        let pair = try Pair { _, _ in }
        await pair.runDue()
        let job = try #require(try await pair.world.job())
        let isGone = try await pair.world.database.write { try JobStore($0).cancel(job.id) }
        #expect(isGone)
        await pair.runDue()
        #expect(pair.notes.all.count == 2)
    }

    // MARK: What a runner wakes up for

    /// Runs a runner that by itself would look once in an hour.
    private func whileRunning(
        _ clock: DomainClock? = nil,
        _ body: (JobWorld, DomainClock) async throws -> Void
    ) async throws {
        let world = try JobWorld()
        let clock = clock ?? world.world.clock
        let runner = JobRunner(
            world.queue,
            database: world.database,
            clock: clock,
            random: world.world.random,
            log: world.world.log,
            metrics: world.world.metrics,
            lookMilliseconds: 3_600_000
        )
        try runner.on(JobWorld.note, world.noting())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await runner.run() }
            // The look at the start finds this one, and then the runner sleeps.
            try await world.enqueue("start")
            world.queue.wake(JobWorld.note)
            try await eventually("it has started") { try await world.effects() == ["start"] }
            try await body(world, clock)
            group.cancelAll()
        }
    }

    @Test func itWakesWhenItIsTold() async throws {
        try await whileRunning { world, _ in
            try await world.enqueue("a")
            world.queue.wake(JobWorld.note)
            try await eventually("it is done") { try await world.effects() == ["start", "a"] }
        }
    }

    @Test func itWakesWhenTheDomainsClockIsMoved() async throws {
        try await whileRunning { world, _ in
            try await world.enqueue("a", inSeconds: 7 * 86_400)
            world.queue.wake()
            world.moveDomain(seconds: 7 * 86_400)
            try await eventually("it is done") { try await world.effects() == ["start", "a"] }
        }
    }

    @Test func itWakesWhenSomethingIsDue() async throws {
        try await whileRunning(DomainClock(movable: true)) { world, clock in
            let due = clock.now.adding(milliseconds: 300)
            try await world.database.write { connection in
                try world.queue.enqueue(
                    JobWorld.note,
                    key: "a",
                    JobWorld.Note(text: "a"),
                    due: due,
                    in: connection
                )
            }
            world.queue.wake(JobWorld.note)
            try await eventually("it is done") { try await world.effects() == ["start", "a"] }
            #expect(clock.now >= due)
        }
    }

    @Test func itFindsWhatAnotherProcessHasEnqueued() async throws {
        let world = try JobWorld()
        let runner = world.runner(on: try world.again(), queue: JobQueue(), lookMilliseconds: 50)
        try runner.on(JobWorld.note, world.noting())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await runner.run() }
            try await world.enqueue("a")
            try await eventually("it is done") { try await world.effects() == ["a"] }
            group.cancelAll()
        }
    }
}
