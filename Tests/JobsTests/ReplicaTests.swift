import Basics
import Glibc

import Storage
import TestKit
import Testing

@testable import Jobs
@testable import JobsReplica

/// Real processes on one file, killed in the middle: each job is done exactly once.
@Suite(.serialized)
struct ReplicaTests {
    private static let jobs = 150

    private struct Town {
        let directory: TemporaryDirectory
        let database: Database
        let queue = JobQueue()

        init() throws {
            directory = try TemporaryDirectory()
            database = try Database(
                path: directory.file("town.sqlite"),
                migrations: Replica.migrations,
                clock: .system
            )
        }

        func start(_ name: String) async throws -> TestProcess {
            try await TestProcess.start(
                "JobsReplica",
                arguments: [directory.file("town.sqlite"), name],
                output: directory.file("\(name).stderr")
            )
        }

        func enqueue(_ kind: JobKind<NoPayload>, _ keys: Range<Int>) async throws {
            let now = Clock.system.now()
            try await database.write { [queue] connection in
                for key in keys {
                    try queue.enqueue(kind, key: "\(key)", NoPayload(), due: now, in: connection)
                }
            }
        }

        func effects(of kind: JobKind<NoPayload>) async throws -> [Effect] {
            try await database.read { try Effect.all(in: $0) }.filter { $0.kind == kind.name }
        }

        /// The jobs that are not done, those with a schedule left out.
        func left() async throws -> Int {
            try await database.read { try JobStore($0).page(limit: 1000) }
                .count { $0.kind != Replica.turn.name }
        }
    }

    @Test func whatAKilledProcessHadIsDoneByAnother() async throws {
        let town = try Town()
        try await town.enqueue(Replica.unit, 0..<Self.jobs)
        try await town.enqueue(Replica.call, 0..<Self.jobs)
        var running = [try await town.start("p0"), try await town.start("p1")]
        for round in 1...3 {
            // Always two: the older one dies in the middle of something, another one comes.
            let victim = running.removeFirst()
            let goal = round * Self.jobs / 4
            try await eventually(within: 30, "\(goal) are done, and more is being done") {
                let calls = try await town.effects(of: Replica.call)
                return calls.count >= goal
                    && calls.contains { $0.process == "p\(round - 1)" && $0.ended == 0 }
            }
            victim.send(SIGKILL)
            try await victim.exit()
            running.append(try await town.start("p\(round + 1)"))
        }
        try await eventually(within: 60, "all is done") { try await town.left() == 0 }
        for process in running {
            #expect(process.status == nil, "\(process.output)")
            process.send(SIGKILL)
            try await process.exit()
        }
        try await checkUnits(town)
        try await checkCalls(town)
        try await checkTurns(town)
        await town.database.close()
    }

    /// Effect and completion are one: exactly once, whatever was killed.
    private func checkUnits(_ town: Town) async throws {
        let effects = try await town.effects(of: Replica.unit)
        #expect(effects.count == Self.jobs)
        #expect(Set(effects.map(\.key)).count == Self.jobs)
        #expect(Set(effects.map(\.process)).count >= 2, "one has done it all")
    }

    /// Outside of the unit: once for each, and once more for what a kill has broken off, which
    /// nobody begins before its time is over.
    private func checkCalls(_ town: Town) async throws {
        let effects = try await town.effects(of: Replica.call)
        let whole = effects.filter { $0.ended != 0 }
        let broken = effects.filter { $0.ended == 0 }
        #expect(!broken.isEmpty, "every kill came too late to break something off")
        #expect(Set(whole.map(\.key)).count == Self.jobs)
        for (key, runs) in Dictionary(grouping: effects, by: \.key) {
            // A kill may have come between the end of the work and the note of it.
            #expect(runs.count <= 1 + 3, "job \(key)")
            for (run, next) in zip(runs, runs.dropFirst()) {
                #expect(run.process != next.process, "job \(key) was done twice by one process")
                #expect(next.began >= run.ended, "job \(key) was in two hands")
            }
        }
        let repeated = effects.count - Self.jobs
        // Of each of the three that were killed, four at a time.
        #expect(repeated <= 12 && repeated >= broken.count)
    }

    /// One process at a time has the turn, and somebody always does.
    private func checkTurns(_ town: Town) async throws {
        let turns = try await town.effects(of: Replica.turn)
        #expect(turns.count >= 2)
        for (turn, next) in zip(turns, turns.dropFirst()) {
            #expect(next.began - turn.began >= 1000, "two turns within a second")
        }
    }
}
