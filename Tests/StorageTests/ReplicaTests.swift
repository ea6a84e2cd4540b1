import Basics
import TestKit
import Testing

@testable import Storage

@Suite struct ReplicaTests {
    @Test func twoOnOneFileLoseNothing() async throws {
        let scratch = try Scratch()
        let databases = [scratch.database, try scratch.again()]
        let ids = try await withThrowingTaskGroup(of: Int64.self) { group in
            for number in 0..<200 {
                group.addTask { try await databases[number % 2].add("word \(number)") }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(ids).count == 200)
        for database in databases { #expect(try await database.count() == 200) }
    }

    @Test func aHeldLockIsWaitedForAndThenGivenUp() async throws {
        var options = DatabaseOptions()
        options.busyMilliseconds = 100
        let scratch = try Scratch(options: options)
        let other = try scratch.again()
        let isHeld = Shared(false)
        let gate = Shared(false)
        async let holder: Void = other.write { connection in
            try connection.run("INSERT INTO note VALUES (1, 'held', 1)")
            isHeld.value = true
            while !gate.value { pause() }
        }
        try await eventually("the lock is held") { isHeld.value }
        await #expect(throws: StorageError.busy) { try await scratch.database.add("waits") }
        #expect(try await scratch.database.words() == [])
        gate.value = true
        try await holder
        try await scratch.database.add("works")
        #expect(try await scratch.database.words() == ["held", "works"])
    }

    @Test func aReadSeesOneState() async throws {
        let scratch = try Scratch()
        let database = scratch.database
        try await database.write {
            try $0.run("INSERT INTO note VALUES (1, 'a', 0)")
            try $0.run("INSERT INTO note VALUES (2, 'b', 1000)")
        }
        let isOver = Shared(false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for _ in 0..<200 {
                    try await database.write {
                        try $0.run("UPDATE note SET size = size + 1 WHERE id = 1")
                        try $0.run("UPDATE note SET size = size - 1 WHERE id = 2")
                    }
                }
                isOver.value = true
            }
            group.addTask {
                try await onLoop {
                    while !isOver.value {
                        let sum = try await database.read { connection in
                            let sizes = try (1...2).map { id in
                                try connection.first(
                                    "SELECT size FROM note WHERE id = ?1",
                                    id,
                                    row: { try $0.integer(0) }
                                )
                            }
                            return sizes.reduce(0) { $0 + ($1 ?? 0) }
                        }
                        #expect(sum == 1000)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func loopsReadAndWriteInPlace() async throws {
        let scratch = try Scratch()
        let database = scratch.database
        let words = try await onLoop {
            try await database.add("from a loop")
            return try await database.words()
        }
        #expect(words == ["from a loop"])
    }
}
