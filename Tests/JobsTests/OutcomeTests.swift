import Basics
import Loops
import ServiceKit
import Storage
import TestKit
import Testing

@testable import Jobs

/// What becomes of a job after a run, by what its handler says.
struct OutcomeTests {
    struct Broken: Error, CustomStringConvertible {
        let description: String
    }

    @Test func whatIsDoneGoes() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        let notes = Notes()
        try runner.on(JobWorld.note) { job in
            notes.add("\(job.key) \(job.payload.text) \(job.tries)")
            return .done
        }
        try await world.enqueue("a", "one")
        try await world.enqueue("b", "two", inSeconds: 5)
        await runner.runDue()
        #expect(notes.all == ["a one 1"])
        world.moveDomain(seconds: 5)
        await runner.runDue()
        #expect(notes.all == ["a one 1", "b two 1"])
        #expect(try await world.jobs().isEmpty)
    }

    @Test func laterIsByTheDomainsClockAndNoFailure() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        let notes = Notes()
        try runner.on(JobWorld.note) { job in
            notes.add("\(job.tries) \(job.failures)")
            if job.tries == 5 { return .done }
            return .later(at: world.world.clock.now.adding(seconds: 60))
        }
        try await world.enqueue("a")
        for _ in 0..<5 {
            await runner.runDue()
            await runner.runDue()
            world.moveDomain(seconds: 60)
        }
        // More often than a job may fail.
        #expect(notes.all == (1...5).map { "\($0) 0" })
        #expect(try await world.jobs().isEmpty)
    }

    @Test func aPauseIsByTheRealClock() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        let notes = Notes()
        try runner.on(JobWorld.note) { job in
            notes.add("\(job.tries)")
            return .pause(milliseconds: 10_000)
        }
        try await world.enqueue("a")
        await runner.runDue()
        world.moveDomain(seconds: 86_400)
        await runner.runDue()
        #expect(notes.all == ["1"])
        world.pass(seconds: 9)
        await runner.runDue()
        #expect(notes.all == ["1"])
        world.pass(seconds: 1)
        await runner.runDue()
        #expect(notes.all == ["1", "2"])
        // Whoever asks ends a pause that is no back-off.
        try await world.enqueue("a", again: .sooner)
        await runner.runDue()
        #expect(notes.all == ["1", "2", "3"])
    }

    @Test func whatFailsComesBackLaterAndLaterAndIsParkedThen() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        let notes = Notes()
        try runner.on(JobWorld.note) { job in
            notes.add("\(job.tries) \(job.failures)")
            throw Broken(description: "try \(job.tries)")
        }
        try await world.enqueue("a")
        await runner.runDue()
        var job = try #require(try await world.job())
        #expect(job.state == .paused && job.failures == 1 && job.lastError == "try 1")
        let pause = try #require(job.heldUntil).milliseconds - world.world.time.now.milliseconds
        #expect((500...1000).contains(pause))
        // Neither another time of the domain nor another request ends the back-off.
        world.moveDomain(seconds: 86_400)
        try await world.enqueue("a", again: .sooner)
        try await world.enqueue("a", again: .replace)
        await runner.runDue()
        #expect(notes.all == ["1 0"])
        world.pass(seconds: 1)
        await runner.runDue()
        world.pass(seconds: 2)
        await runner.runDue()
        #expect(notes.all == ["1 0", "2 1", "3 2"])
        job = try #require(try await world.job())
        #expect(job.state == .parked && job.failures == 3 && job.lastError == "try 3")
        world.pass(seconds: 86_400)
        await runner.runDue()
        #expect(notes.all.count == 3)
        #expect(world.world.lines.all.contains { $0.contains("a job is parked") })
    }

    @Test func aParkedJobIsTriedAgainWhenAPersonSaysSo() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        let isWell = Locked(false)
        try runner.on(JobWorld.note) { _ in
            isWell.withLock { $0 } ? .done : .park(reason: "the shelf is empty")
        }
        try await world.enqueue("a")
        await runner.runDue()
        let job = try #require(try await world.job())
        #expect(job.state == .parked && job.lastError == "the shelf is empty")
        isWell.withLock { $0 = true }
        let now = world.world.clock.now
        let isTaken = try await world.database.write { try JobStore($0).retry(job.id, at: now) }
        #expect(isTaken)
        await runner.runDue()
        #expect(try await world.jobs().isEmpty)
    }

    @Test func whatCannotBeReadIsParkedUnseen() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        let other = JobKind<Int>("test.note")
        let due = world.world.clock.now
        try await world.database.write { connection in
            try world.queue.enqueue(other, key: "a", 5, due: due, in: connection)
        }
        try runner.on(JobWorld.note) { _ in .done }
        await runner.runDue()
        let job = try #require(try await world.job())
        #expect(job.state == .parked && job.lastError.hasPrefix("the payload cannot be read"))
    }

    @Test func aHandlerMaySettleItsJobInItsOwnUnit() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        try runner.on(JobWorld.note) { job in
            try await world.database.write { connection in
                try JobWorld.have("\(job.payload.text) \(job.tries)", in: connection)
                let next = world.world.clock.now.adding(seconds: 60)
                if job.tries == 1 {
                    try job.reschedule(at: next, in: connection)
                } else {
                    try job.finish(in: connection)
                }
            }
            return .done
        }
        try await world.enqueue("a")
        await runner.runDue()
        let job = try #require(try await world.job())
        #expect(job.state == .waiting && job.due == world.world.clock.now.adding(seconds: 60))
        world.moveDomain(seconds: 60)
        await runner.runDue()
        #expect(try await world.effects() == ["a 1", "a 2"])
        #expect(try await world.jobs().isEmpty)
    }

    @Test func aUnitThatFailsLeavesTheJobToBeDone() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        try runner.on(JobWorld.note) { job in
            try await world.database.write { connection in
                try JobWorld.have(job.payload.text, in: connection)
                try job.finish(in: connection)
                if job.tries == 1 { throw Broken(description: "after all") }
            }
            return .done
        }
        try await world.enqueue("a")
        await runner.runDue()
        #expect(try await world.effects().isEmpty)
        world.pass(seconds: 1)
        await runner.runDue()
        #expect(try await world.effects() == ["a"])
        #expect(try await world.jobs().isEmpty)
    }

    /// What is asked for while a job runs may have come too late for it to see.
    @Test(arguments: [(JobQueue.Again.keep, 1), (.replace, 2), (.sooner, 2)])
    func whatIsAskedForMeanwhileIsDoneAfterwards(
        _ again: JobQueue.Again,
        _ runs: Int
    ) async throws {
        let world = try JobWorld()
        let runner = world.runner()
        let notes = Notes()
        try runner.on(JobWorld.note) { job in
            notes.add("\(job.tries)")
            if job.tries == 1 { try await world.enqueue("a", again: again) }
            return .done
        }
        try await world.enqueue("a")
        await runner.runDue()
        #expect(notes.all.count == runs)
        #expect(try await world.jobs().isEmpty)
    }

    /// What the first run was due for is done with it; the second one is due at its own time.
    @Test func askingForLaterWhileItRunsMakesItDueThen() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        let notes = Notes()
        try runner.on(JobWorld.note) { job in
            notes.add("\(job.tries)")
            guard job.tries == 1 else { return .done }
            try await world.enqueue("a", inSeconds: 60, again: .sooner)
            try await world.enqueue("a", inSeconds: 90, again: .sooner)
            return .done
        }
        try await world.enqueue("a")
        await runner.runDue()
        #expect(notes.all == ["1"])
        #expect(try await world.job()?.due == world.world.clock.now.adding(seconds: 60))
        world.moveDomain(seconds: 60)
        await runner.runDue()
        #expect(notes.all == ["1", "2"])
        #expect(try await world.jobs().isEmpty)
    }

    @Test func aFullDiskIsWaitedOutAsLongAsTheLeaseLasts() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        let notes = Notes()
        try runner.on(JobWorld.note) { _ in
            notes.add("run")
            world.database.failNextCommits(2, kind: .full)
            return .done
        }
        try await world.enqueue("a")
        await runner.runDue()
        #expect(notes.all == ["run"])
        #expect(try await world.jobs().isEmpty)
    }
}
