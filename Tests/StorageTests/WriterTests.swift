import Basics
import Loops
import TestKit
import Testing

@testable import Storage

@Suite struct WriterTests {
    private struct Refused: Error, Equatable {}

    @Test func manyWritesShareACommit() async throws {
        let scratch = try Scratch()
        let database = scratch.database
        let ids = try await withThrowingTaskGroup(of: Int64.self) { group in
            for number in 0..<200 { group.addTask { try await database.add("word \(number)") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(ids).count == 200)
        #expect(try await database.count() == 200)
        let metrics = database.metrics
        #expect(metrics.units == 200 && metrics.commits < 150 && metrics.largestBatch > 1)
        #expect(metrics.queued == 0)
    }

    @Test func whatIsQueuedIsDoneThoughItsCallerIsCancelled() async throws {
        let scratch = try Scratch()
        let database = scratch.database
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask {
                    unsafe withUnsafeCurrentTask { task in unsafe task?.cancel() }
                    _ = try await database.add("word \(number)")
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.count() == 50)
    }

    @Test func whatIsQueuedFirstIsDoneFirst() async throws {
        let scratch = try Scratch()
        let database = scratch.database
        let order = try await onLoop {
            try await withThrowingTaskGroup(of: Int64.self) { group in
                for number in 0..<50 { group.addTask { try await database.add("word \(number)") } }
                try await group.waitForAll()
            }
            return try await database.read {
                try $0.all("SELECT word FROM note ORDER BY id") { try $0.text(0) }
            }
        }
        #expect(order == (0..<50).map { "word \($0)" })
    }

    /// Only a unit that is refused after it has written lets the batch run again.
    @Test(arguments: [(true, 39), (false, 20)])
    func aRefusedUnitIsTakenBackAlone(_ writesFirst: Bool, _ most: Int) async throws {
        let scratch = try Scratch()
        let database = scratch.database
        let runs = Shared(0)
        try await inOneBatch(database, count: 20) {
        } unit: { number, connection in
            runs.change { $0 += 1 }
            if number % 2 == 1, !writesFirst { throw Refused() }
            try connection.run("INSERT INTO note VALUES (?1, ?2, 1)", number, "word \(number)")
            if number % 2 == 1 { throw Refused() }
        } outcome: { number, error in
            #expect((error as? Refused) == (number % 2 == 1 ? Refused() : nil))
        }
        #expect(try await database.count() == 10)
        #expect(runs.value >= 20 && runs.value <= most)
        #expect((runs.value > 20) == writesFirst)
    }

    @Test func aUnitRunsAgainWhenTheBatchIsLost() async throws {
        let scratch = try Scratch()
        let runs = Shared(0)
        try await inOneBatch(scratch.database, count: 10) {
            scratch.database.failStatement(after: 6, kind: .full)
        } unit: { number, connection in
            runs.change { $0 += 1 }
            try connection.run("INSERT INTO note VALUES (?1, ?2, 1)", number, "word \(number)")
        } outcome: { _, error in
            #expect(error == nil)
        }
        #expect(runs.value > 10)
        #expect(try await scratch.database.count() == 10)
    }

    /// Every call of the storage fails once, one after the other, until none is left to fail.
    @Test(arguments: [StorageFault.full, .io])
    func anyStatementMayFail(_ fault: StorageFault) async throws {
        let scratch = try Scratch()
        var failures = 0
        for statement in 0..<40 {
            scratch.database.failStatement(after: statement, kind: fault)
            do {
                try await scratch.database.write { connection in
                    // A unit that swallows the failure is not committed by halves either.
                    _ = try? connection.run(
                        "INSERT INTO note VALUES (?1, 'first', 1)",
                        statement
                    )
                    try connection.run("INSERT INTO note VALUES (?1, 'second', 2)", -statement - 1)
                    try connection.run("DELETE FROM note")
                    try connection.run("INSERT INTO note VALUES (?1, 'last', 3)", statement)
                }
            } catch let error as StorageError {
                #expect(error == fault.error)
                failures += 1
            }
            let words = try await scratch.database.words()
            #expect(words == [] || words == ["last"])
        }
        #expect(failures == 6)
        #expect(try await scratch.database.words() == ["last"])
        #expect(try await Database.integrityProblems(of: scratch.path) == [])
    }

    @Test(arguments: [(StorageFault.full, StorageError.full), (.io, .inputOutput)])
    func aCommitThatFailsIsToldAndTheNextOneWorks(
        fault: StorageFault,
        error: StorageError
    ) async throws {
        var options = DatabaseOptions()
        options.probeMilliseconds = 3_600_000
        let scratch = try Scratch(options: options)
        let database = scratch.database
        database.failNextCommits(1, kind: fault)
        await #expect(throws: error) { try await database.add("lost") }
        #expect(!database.checkHealth())
        try await database.add("kept")
        #expect(database.checkHealth())
        #expect(try await database.words() == ["kept"])
        #expect(database.metrics.failedCommits == 1)
    }

    @Test(arguments: [StorageFault.full, .io])
    func whoIsToldOfSuccessIsInTheFile(_ fault: StorageFault) async throws {
        let scratch = try Scratch()
        let told = Shared<Set<String>>([])
        try await inOneBatch(scratch.database, count: 20) {
            scratch.database.failNextCommits(6, kind: fault)
        } unit: { number, connection in
            try connection.run("INSERT INTO note VALUES (?1, ?2, 1)", number, "word \(number)")
        } outcome: { number, error in
            if error == nil { told.change { _ = $0.insert("word \(number)") } }
        }
        let words = Set(try await scratch.database.words())
        #expect(words == told.value)
        #expect(words.count < 20)
    }

    @Test func healsByItself() async throws {
        var options = DatabaseOptions()
        options.probeMilliseconds = 50
        let scratch = try Scratch(options: options)
        scratch.database.failNextCommits(1, kind: .full)
        await #expect(throws: StorageError.full) { try await scratch.database.add("lost") }
        try await eventually("the writer moves") { scratch.database.checkHealth() }
    }

    @Test func closingDoesWhatIsQueued() async throws {
        let scratch = try Scratch()
        let database = scratch.database
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask {
                    do {
                        try await database.add("word \(number)")
                        return true
                    } catch StorageError.misuse {
                        return false
                    }
                }
            }
            try await eventually("the writer moves") { database.metrics.units > 0 }
            await database.close()
            let done = try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            #expect(try await scratch.again().count() == Int64(done))
        }
    }

    @Test func aFullQueueSaysSo() async throws {
        var options = DatabaseOptions()
        options.queueLimit = 4
        let scratch = try Scratch(options: options)
        let outcomes = Shared<[Bool]>([])
        try await inOneBatch(scratch.database, count: 12) {
        } unit: { _, _ in
        } outcome: { _, error in
            #expect(error == nil || error as? StorageError == .busy)
            outcomes.change { $0.append(error == nil) }
        }
        #expect(outcomes.value.filter { $0 }.count == 4)
    }

    /// Holds the writer up, queues `count` units behind it, and lets them go together.
    private func inOneBatch(
        _ database: Database,
        count: Int,
        whenHeld: () -> Void,
        unit: @escaping @Sendable (Int, Connection) throws -> Void,
        outcome: @escaping @Sendable (Int, (any Error)?) -> Void
    ) async throws {
        let gate = Shared(false)
        let isHeld = Shared(false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            // However this ends, the writer must not be held for ever.
            defer { gate.value = true }
            group.addTask {
                _ = try? await database.write { _ in
                    isHeld.value = true
                    while !gate.value { pause() }
                }
            }
            try await eventually("the writer moves") { isHeld.value }
            whenHeld()
            let started = Shared(0)
            for number in 0..<count {
                group.addTask {
                    started.change { $0 += 1 }
                    do {
                        try await database.write { try unit(number, $0) }
                        outcome(number, nil)
                    } catch {
                        outcome(number, error)
                    }
                }
            }
            try await eventually("the writer moves") {
                started.value == count
                    && database.metrics.queued == min(count, database.file.options.queueLimit)
            }
            gate.value = true
            try await group.waitForAll()
        }
    }
}
