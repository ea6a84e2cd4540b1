import Basics
import Glibc
import Loops
import Storage
import TestKit
import Testing

@testable import ServiceKit

/// What a unit of writing carries, and whom it wakes.
@Suite struct UnitOfWorkTests {
    private enum Refusal: Error { case soldOut }

    private static let migrations = [
        Migration(
            number: 1,
            name: "notes",
            sql: "CREATE TABLE note (id INT64 NOT NULL PRIMARY KEY, at INT64 NOT NULL)"
        )
    ]

    private let directory: TemporaryDirectory
    private let world: TestWorld
    private let database: ServiceDatabase

    init() throws {
        directory = try TemporaryDirectory()
        world = TestWorld(home: directory.path)
        database = try world.serviceDatabase(migrations: Self.migrations)
    }

    private func add(_ id: Int64, in unit: UnitOfWork) throws {
        try unit.connection.run("INSERT INTO note (id, at) VALUES (?1, ?2)", id, unit.now)
    }

    private func count() async throws -> Int64? {
        try await database.read { connection in
            try connection.first("SELECT count(*) FROM note") { try $0.integer(0) }
        }
    }

    @Test func everythingInItHasOneTime() async throws {
        world.time.now = UnixTime(milliseconds: 5000)
        #expect(world.clock.move(toOffsetMilliseconds: 70))
        let time = world.time
        let now = try await database.write { unit in
            let before = unit.now
            time.advance(seconds: 9)
            try add(1, in: unit)
            return before
        }
        #expect(now == UnixTime(milliseconds: 5070))
        let written = try await database.read { connection in
            try connection.first("SELECT at FROM note") { try $0.time(0) }
        }
        #expect(written == now)
        await database.file.close()
    }

    @Test func whomItWakesIsWokenAfterTheCommit() async throws {
        let (asked, other) = (WakeSignal(), WakeSignal())
        try await database.write { unit in
            try add(1, in: unit)
            unit.wake(asked)
            unit.wake(asked)
        }
        #expect(asked.isRung && !other.isRung)
        #expect(try await count() == 1)
        await database.file.close()
    }

    @Test func nobodyIsWokenForWhatDidNotHappen() async throws {
        let signal = WakeSignal()
        await #expect(throws: Failure<Refusal>.refused(.soldOut)) {
            try await database.write(refusing: Refusal.self) { unit in
                try add(1, in: unit)
                unit.wake(signal)
                throw Refusal.soldOut
            }
        }
        database.file.failNextCommits(2, kind: .full)
        await #expect(throws: Failure<Refusal>.unavailable(retryAfterSeconds: 1)) {
            try await database.write(refusing: Refusal.self) { unit in
                try add(2, in: unit)
                unit.wake(signal)
            }
        }
        #expect(!signal.isRung)
        #expect(try await count() == 0)
        await database.file.close()
    }

    /// A unit beside one that is refused runs twice: only the second run is on disk, and only whom
    /// that one wakes has something to see.
    @Test func theLastRunSaysWhoIsWoken() async throws {
        let (early, late) = (WakeSignal(), WakeSignal())
        let runs = Locked(0)
        let (isHeld, isOpen) = (Locked(false), Locked(false))
        try await withThrowingTaskGroup(of: Void.self) { group in
            // The writer is held, so that the next two are one batch; with a bound, so that a
            // failure further down does not hang the run.
            group.addTask {
                try await database.write { _ in
                    isHeld.withLock { $0 = true }
                    for _ in 0..<10_000 where !isOpen.withLock({ $0 }) { usleep(1000) }
                }
            }
            try await eventually("the writer is held") { isHeld.withLock { $0 } }
            group.addTask {
                try await database.write { unit in
                    try add(1, in: unit)
                    let run = runs.withLock { runs in
                        runs += 1
                        return runs
                    }
                    unit.wake(run == 1 ? early : late)
                }
            }
            try await eventually("the unit waits") { database.file.metrics.queued == 1 }
            group.addTask {
                await #expect(throws: Failure<Refusal>.refused(.soldOut)) {
                    try await database.write(refusing: Refusal.self) { unit in
                        try add(2, in: unit)
                        throw Refusal.soldOut
                    }
                }
            }
            try await eventually("both wait") { database.file.metrics.queued == 2 }
            isOpen.withLock { $0 = true }
            try await group.waitForAll()
        }
        #expect(runs.withLock { $0 } == 2)
        #expect(!early.isRung && late.isRung)
        #expect(try await count() == 1)
        await database.file.close()
    }

    @Test func aRefusalComesOutAsItWentIn() async throws {
        await #expect(throws: Failure<Refusal>.refused(.soldOut)) {
            try await database.write(refusing: Refusal.self) { unit in
                try add(1, in: unit)
                throw Refusal.soldOut
            }
        }
        #expect(world.lines.all.isEmpty)
        await #expect(throws: Failure<Refusal>.fault) {
            try await database.read(refusing: Refusal.self) { connection in
                try connection.first("SELECT nothing FROM nowhere") { try $0.integer(0) }
            }
        }
        #expect(world.lines.all.count == 1)
        #expect(try await count() == 0)
        await database.file.close()
    }

    /// A column that does not hold what it should is a fault of ours, and the log says which.
    @Test func aWrongColumnIsAFault() async throws {
        await #expect(throws: Failure<Refusal>.fault) {
            try await database.write(refusing: Refusal.self) { unit in
                try unit.connection.first("SELECT NULL") { try $0.integer(0) }
            }
        }
        #expect(world.lines.all.contains { $0.contains("column 0 holds NULL, not INT64") })
        await database.file.close()
    }
}
