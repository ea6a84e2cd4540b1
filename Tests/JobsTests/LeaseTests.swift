import Basics
import ServiceKit
import Storage
import TestKit
import Testing

@testable import Jobs

/// Of several processes exactly one does a job at a time, and another one takes over when it dies.
struct LeaseTests {
    /// Two processes on one file, the first with a job in its hands that it does not come back from
    /// until a test says so.
    private struct Pair: Sendable {
        let world: JobWorld
        let first: JobRunner
        let second: JobRunner
        let gate = Gate()
        let notes = Notes()

        init(inUnit: Bool = true) throws {
            let world = try JobWorld()
            let other = try world.again()
            let (gate, notes) = (gate, notes)
            self.world = world
            first = world.runner()
            second = world.runner(on: other, queue: JobQueue())
            try first.on(JobWorld.note, atOnce: 1) { job in
                notes.add("first begins \(job.tries)")
                try await gate.pass()
                guard inUnit else { return .done }
                do {
                    return try await world.noting()(job)
                } catch {
                    notes.add("first: \(error)")
                    throw error
                }
            }
            try second.on(JobWorld.note) { job in
                notes.add("second begins \(job.tries)")
                return try await world.noting(on: other)(job)
            }
        }

        /// Runs `body` while the first one has the job.
        func whileFirstHasIt(_ body: () async throws -> Void) async throws {
            try await world.enqueue("a")
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await first.runDue() }
                try await eventually("the first has begun") { notes.all == ["first begins 1"] }
                try await body()
                gate.open()
                try await group.waitForAll()
            }
        }
    }

    @Test func whoHasAJobHasItAlone() async throws {
        let pair = try Pair()
        try await pair.whileFirstHasIt {
            await pair.second.runDue()
            // A domain's clock that is moved ends no lease.
            pair.world.moveDomain(seconds: 10 * 366 * 86_400)
            await pair.second.runDue()
            pair.world.pass(seconds: 29)
            await pair.second.runDue()
        }
        #expect(pair.notes.all == ["first begins 1"])
        #expect(try await pair.world.effects() == ["a"])
        #expect(try await pair.world.jobs().isEmpty)
    }

    @Test func whoComesBackAfterTheLeaseIsRefusedWithAllThatItDid() async throws {
        let pair = try Pair()
        try await pair.whileFirstHasIt {
            pair.world.pass(seconds: 30)
            await pair.second.runDue()
            let effects = try await pair.world.effects()
            #expect(effects == ["a"])
        }
        #expect(
            pair.notes.all == [
                "first begins 1", "second begins 2", "first: the lease of the job is lost",
            ]
        )
        #expect(try await pair.world.effects() == ["a"])
        #expect(pair.world.metric("lost_total") == "1")
    }

    /// The row is another one by then, with the same name.
    @Test func whoComesBackTakesNoLaterJobAway() async throws {
        let pair = try Pair(inUnit: false)
        try await pair.whileFirstHasIt {
            pair.world.pass(seconds: 30)
            await pair.second.runDue()
            try await pair.world.enqueue("a", "later", inSeconds: 60)
        }
        let job = try #require(try await pair.world.job())
        #expect(job.state == .waiting && job.payload == Bytes(#"{"text":"later"}"#.utf8))
    }

    /// The lease is over, whether somebody else has begun or not.
    @Test func whoComesBackLateIsRefusedAlsoWhenNobodyTookOver() async throws {
        let pair = try Pair()
        try await pair.whileFirstHasIt { pair.world.pass(seconds: 30) }
        #expect(
            pair.notes.all == [
                "first begins 1", "first: the lease of the job is lost", "first begins 2",
            ]
        )
        #expect(try await pair.world.effects() == ["a"])
    }

    @Test func cancellingAJobThatRunsTakesBackWhatItDoes() async throws {
        let pair = try Pair()
        try await pair.whileFirstHasIt {
            try await pair.world.database.write { connection in
                _ = try pair.world.queue.cancel(JobWorld.note, key: "a", in: connection)
            }
        }
        #expect(pair.notes.all.last == "first: the lease of the job is lost")
        #expect(try await pair.world.effects().isEmpty)
        #expect(try await pair.world.jobs().isEmpty)
    }

    @Test func whoAsksForMoreTimeHasIt() async throws {
        let world = try JobWorld()
        let other = world.runner(on: try world.again(), queue: JobQueue())
        let runner = world.runner()
        let notes = Notes()
        try other.on(JobWorld.note) { _ in
            notes.add("taken over")
            return .done
        }
        try runner.on(JobWorld.note) { job in
            // Nothing is written before half of it is over.
            let before = try await world.job()?.heldUntil
            world.pass(seconds: 12)
            try await job.renew()
            #expect(try await world.job()?.heldUntil == before)
            for _ in 0..<5 {
                world.pass(seconds: 16)
                try await job.renew()
                await other.runDue()
            }
            return try await world.noting()(job)
        }
        try await world.enqueue("a")
        await runner.runDue()
        #expect(notes.all.isEmpty)
        #expect(try await world.effects() == ["a"])
    }

    @Test func askingTooLateIsRefused() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        let notes = Notes()
        try runner.on(JobWorld.note) { job in
            if job.tries == 2 { return .done }
            world.pass(seconds: 30)
            do {
                try await job.renew()
            } catch {
                notes.add("\(error)")
                throw error
            }
            return .done
        }
        try await world.enqueue("a")
        await runner.runDue()
        #expect(notes.all == ["the lease of the job is lost"])
        #expect(try await world.jobs().isEmpty)
    }

    /// By real clocks: whoever does not look at the lease is told that it is over.
    @Test func aHandlerThatTakesTooLongIsCancelled() async throws {
        let world = try JobWorld()
        let clock = DomainClock(movable: true)
        let runner = JobRunner(
            world.queue,
            database: world.database,
            clock: clock,
            random: world.world.random,
            log: world.world.log,
            metrics: world.world.metrics
        )
        let notes = Notes()
        let slow = JobKind<NoPayload>("test.slow", retries: RetryPolicy(leaseSeconds: 1))
        try runner.on(slow) { job in
            guard job.tries == 1 else { return .done }
            _ = await Pause.milliseconds(60_000)
            notes.add("cancelled: \(Task.isCancelled)")
            return .done
        }
        let due = clock.now
        try await world.database.write { connection in
            try world.queue.enqueue(slow, key: "a", NoPayload(), due: due, in: connection)
        }
        try await eventually("another run does it") {
            await runner.runDue()
            return try await world.jobs().isEmpty
        }
        #expect(notes.all == ["cancelled: true"])
    }

    /// A job that kills every process that touches it stops doing so.
    @Test func whatNoProcessSurvivesIsParked() async throws {
        let world = try JobWorld()
        try await world.enqueue("a")
        for round in 1...3 {
            let taker = JobTaker(
                kind: "test.note",
                owner: "dead \(round)",
                now: world.world.clock.now,
                realNow: world.world.time.now,
                until: world.world.time.now.adding(seconds: 30)
            )
            let taken = try await world.database.write { try JobStore($0).take(taker, limit: 9) }
            #expect(taken.map(\.tries) == [round])
            #expect(try await world.job()?.owner == "dead \(round)")
            world.pass(seconds: 30)
        }
        let runner = world.runner()
        try runner.on(JobWorld.note, world.noting())
        await runner.runDue()
        #expect(try await world.effects().isEmpty)
        let job = try #require(try await world.job())
        #expect(job.state == .parked && job.lastError == "no process that began it came to its end")
    }

    @Test func aProcessThatEndsGivesBackWhatItHas() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        let (gate, notes) = (Gate(), Notes())
        try runner.on(JobWorld.note) { _ in
            notes.add("begun")
            try await gate.pass()
            return .done
        }
        try await world.enqueue("a")
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await runner.run() }
            try? await eventually("it has begun") { notes.all == ["begun"] }
            group.cancelAll()
        }
        let job = try #require(try await world.job())
        #expect(job.state == .waiting && job.owner.isEmpty && job.heldUntil == nil)
        #expect(job.tries == 0 && job.failures == 0 && job.lastError.isEmpty)
    }
}
