import Loops
import Storage
import Testing

/// All reads of one turn of a loop see one state of the file, and nobody can be misled by it.
@Suite struct ReaderTests {
    @Test func aTurnSeesOneStateAndTheNextOneTheNewest() async throws {
        let scratch = try Scratch()
        let database = scratch.database
        let replica = try scratch.again()
        let hasLooked = Shared(false)
        let isWritten = Shared(false)
        async let writing: Void = {
            while !hasLooked.value { await Task.yield() }
            try await replica.add("from elsewhere")
            isWritten.value = true
        }()
        let counts = try await onLoop {
            var counts = [try await database.count()]
            hasLooked.value = true
            // The loop is held up in this turn until the other process has committed.
            while !isWritten.value { pause() }
            counts.append(try await database.count())
            try await EventLoop.current?.sleep(milliseconds: 1)
            counts.append(try await database.count())
            return counts
        }
        try await writing
        #expect(counts == [0, 0, 1])
        await replica.close()
    }

    @Test func whoeverWroteReadsIt() async throws {
        let scratch = try Scratch()
        let database = scratch.database
        let misses = Shared(0)
        try await onLoop {
            await withTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        for number in 0..<50 {
                            let before = (try? await database.count()) ?? -1
                            _ = try? await database.add("\(writer).\(number)")
                            let after = (try? await database.count()) ?? -1
                            if after <= before { misses.change { $0 += 1 } }
                        }
                    }
                }
            }
        }
        #expect(misses.value == 0)
        #expect(try await database.count() == 400)
    }

    @Test func aReadThatFailsLeavesTheNextOneAlone() async throws {
        struct Stop: Error {}
        let scratch = try Scratch()
        let database = scratch.database
        try await database.add("a")
        let words = try await onLoop {
            var words = [try await database.words()]
            await #expect(throws: Stop.self) {
                try await database.read { connection -> Int64? in
                    _ = try connection.first("SELECT count(*) FROM note") { try $0.integer(0) }
                    throw Stop()
                }
            }
            words.append(try await database.words())
            return words
        }
        #expect(words == [["a"], ["a"]])
    }

    @Test func aTurnThatIsOverHoldsNothingBack() async throws {
        var options = DatabaseOptions()
        options.checkpointPages = 1
        let scratch = try Scratch(options: options)
        let database = scratch.database
        try await onLoop {
            for number in 0..<20 {
                _ = try await database.count()
                try await database.add("\(number)")
            }
        }
        #expect(database.metrics.checkpoints > 10)
    }
}
