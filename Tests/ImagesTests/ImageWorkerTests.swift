import Loops
import Testing

@testable import Images

@Suite struct ImageWorkerTests {
    @Test func oneAtATime() async throws {
        let inside = Locked((now: 0, most: 0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    try await ImageWorker.shared.run {
                        inside.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                        _ = try? Picture.decode(Samples.plainGIF)
                        inside.withLock { $0.now -= 1 }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(inside.withLock { $0.most } == 1)
    }

    @Test func failuresComeBack() async throws {
        await #expect(throws: ImageFailure.unknownKind) {
            try await ImageWorker.shared.run { () throws(ImageFailure) in try ImageHead([]).width }
        }
    }

    /// One works, one waits, and a third is told so at once.
    @Test func tooManyWait() async throws {
        let worker = ImageWorker(queueLimit: 1)
        let (ready, begun) = AsyncStream<Void>.makeStream()
        let gate = Locked(false)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await worker.run {
                    begun.yield()
                    while !gate.withLock({ $0 }) {}
                }
                return true
            }
            for await _ in ready { break }
            for _ in 0..<2 {
                group.addTask {
                    do throws(ImageFailure) {
                        try await worker.run {}
                        return true
                    } catch {
                        // The one that waits is let in only now, so this is told while it waits.
                        gate.withLock { $0 = true }
                        return error != .busy
                    }
                }
            }
            let went = try await group.reduce(into: [Bool]()) { $0.append($1) }
            #expect(went.count { $0 } == 2)
        }
    }
}
