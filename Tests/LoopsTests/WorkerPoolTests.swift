import Synchronization
import Testing

@testable import Loops

@Suite struct WorkerPoolTests {
    @Test func resultsAndErrorsComeBack() async throws {
        let pool = WorkerPool(threads: 2, queueLimit: 4)
        #expect(try await pool.run { 41 + 1 } == 42)
        await #expect(throws: Wrong.self) { try await pool.run { throw Wrong() } }
    }

    @Test func whatIsTooMuchIsRefused() async throws {
        let pool = WorkerPool(threads: 1, queueLimit: 2)
        let gate = Condition()
        let isOpen = Atomic<Bool>(false)
        let isBusy = Atomic<Bool>(false)
        async let first: Void = pool.run {
            isBusy.store(true, ordering: .sequentiallyConsistent)
            gate.withLock { while !isOpen.load(ordering: .relaxed) { gate.wait() } }
        }
        while !isBusy.load(ordering: .sequentiallyConsistent) { await Task.yield() }
        let outcomes = await withTaskGroup(of: Bool.self) { tasks in
            for _ in 0..<5 {
                tasks.addTask { (try? await pool.run {}) != nil }
            }
            var outcomes: [Bool] = []
            for await outcome in tasks {
                outcomes.append(outcome)
                if outcomes.count == 3 {
                    gate.withLock { isOpen.store(true, ordering: .relaxed) }
                    gate.signal()
                }
            }
            return outcomes
        }
        try await first
        #expect(outcomes == [false, false, false, true, true])
    }

    @Test func aTaskGoesToTheWorkersAndReturns() async {
        await withLoops(1) { group in
            let loop = group.loops[0]
            let places = await onLoop(loop) {
                let there = await withTaskExecutorPreference(WorkerPool.shared) { loop.isCurrent }
                return [there, loop.isCurrent]
            }
            #expect(places == [false, true])
        }
    }

    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1"), ("::1", "::1"), ("localhost", "127.0.0.1"),
    ]) func names(_ name: String, _ host: String) async throws {
        let found = try await Resolver.resolve(host: name, port: 8080)
        #expect(found.contains { $0.host == host && $0.port == 8080 })
    }

    @Test(arguments: [("no.such.name.invalid", 80), ("a\0b", 80), ("localhost", 70_000)])
    func namesThatAreNone(_ name: String, _ port: Int) async {
        await #expect(throws: ResolverError.self) {
            try await Resolver.resolve(host: name, port: port)
        }
    }
}

private struct Wrong: Error {}
