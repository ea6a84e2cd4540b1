import Basics
import JSON
import ServiceKit
import Storage
import TestKit
import Testing

@testable import Jobs

/// Work that is written down in the caller's unit.
struct QueueTests {
    private struct Refused: Error {}

    @Test func aJobOfAUnitThatFailedWasNeverThere() async throws {
        let world = try JobWorld()
        let due = world.world.clock.now
        await #expect(throws: Refused.self) {
            try await world.database.write { connection in
                try world.queue.enqueue(
                    JobWorld.note,
                    key: "a",
                    JobWorld.Note(text: "a"),
                    due: due,
                    in: connection
                )
                throw Refused()
            }
        }
        #expect(try await world.jobs().isEmpty)
    }

    @Test func aKeyIsThereOnceInItsKind() async throws {
        let world = try JobWorld()
        #expect(try await world.enqueue("a", "first", inSeconds: 60))
        #expect(try await !world.enqueue("a", "second", inSeconds: 0))
        #expect(try await world.enqueue("b", inSeconds: 60))
        let other = JobKind<NoPayload>("test.other")
        let due = world.world.clock.now
        try await world.database.write { connection in
            try world.queue.enqueue(other, key: "a", NoPayload(), due: due, in: connection)
        }
        let jobs = try await world.jobs()
        #expect(jobs.map(\.kind) == ["test.note", "test.note", "test.other"])
        #expect(jobs.map(\.key) == ["a", "b", "a"])
        #expect(jobs[0].payload == Bytes(#"{"text":"first"}"#.utf8))
        #expect(jobs[0].due == due.adding(seconds: 60))
    }

    @Test(arguments: [
        (JobQueue.Again.replace, 10 as Int64, 10 as Int64, "second"),
        (.replace, 90, 90, "second"), (.sooner, 10, 10, "first"), (.sooner, 90, 60, "first"),
    ])
    func askedAgain(
        _ again: JobQueue.Again,
        _ seconds: Int64,
        _ expected: Int64,
        _ text: String
    ) async throws {
        let world = try JobWorld()
        try await world.enqueue("a", "first", inSeconds: 60)
        let isChanged = try await world.enqueue("a", "second", inSeconds: seconds, again: again)
        #expect(isChanged == (seconds == expected))
        let job = try #require(try await world.job())
        #expect(job.due == world.world.clock.now.adding(seconds: expected))
        #expect(job.payload == Bytes(#"{"text":"\#(text)"}"#.utf8))
    }

    @Test(arguments: [(JobQueue.Again.keep, false), (.replace, true), (.sooner, true)])
    func whoAsksAgainLiftsAParkedJob(_ again: JobQueue.Again, _ isLifted: Bool) async throws {
        let world = try JobWorld()
        let runner = world.runner()
        try runner.on(JobWorld.note) { _ in .park(reason: "no") }
        try await world.enqueue("a")
        await runner.runDue()
        #expect(try await world.job()?.state == .parked)
        try await world.enqueue("a", again: again)
        #expect(try await world.job()?.state == (isLifted ? .waiting : .parked))
    }

    @Test func whatIsTooLongIsRefused() async throws {
        let world = try JobWorld()
        #expect(try await world.enqueue(String(repeating: "k", count: 200)))
        await #expect(throws: JobTooLarge.self) {
            try await world.enqueue(String(repeating: "k", count: 201))
        }
        await #expect(throws: JobTooLarge.self) {
            try await world.enqueue("a", String(repeating: "t", count: 16 * 1024))
        }
        #expect(try await world.jobs().count == 1)
    }

    @Test func aCancelledJobIsNotDone() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        try runner.on(JobWorld.note, world.noting())
        try await world.enqueue("a")
        try await world.enqueue("b")
        let (first, second) = try await world.database.write { connection in
            (
                try world.queue.cancel(JobWorld.note, key: "a", in: connection),
                try world.queue.cancel(JobWorld.note, key: "a", in: connection)
            )
        }
        #expect(first && !second)
        await runner.runDue()
        #expect(try await world.effects() == ["b"])
    }

    @Test func aKindHasOneHandler() throws {
        let world = try JobWorld()
        let runner = world.runner()
        try runner.on(JobWorld.note) { _ in .done }
        #expect(throws: (any Error).self) { try runner.on(JobWorld.note) { _ in .done } }
    }
}
