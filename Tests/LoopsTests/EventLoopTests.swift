import Synchronization
import Testing

@testable import Loops

@Suite struct EventLoopTests {
    @Test func aTaskStaysOnItsLoop() async {
        await withLoops(2) { group in
            let loop = group.loops[1]
            let other = group.loops[0]
            let path = await onLoop(loop) { () async -> [Bool] in
                var path = [loop.isCurrent]
                await Task.yield()
                path.append(loop.isCurrent)
                _ = try? await WorkerPool.shared.run { loop.isCurrent }
                path.append(loop.isCurrent)
                await withCheckedContinuation { continuation in
                    other.execute { continuation.resume() }
                }
                path.append(loop.isCurrent)
                try? await loop.sleep(milliseconds: 1)
                path.append(loop.isCurrent)
                path.append(EventLoop.current === loop)
                return path
            }
            #expect(path == Array(repeating: true, count: 6))
            #expect(EventLoop.current == nil)
        }
    }

    @Test func theEndOfATurnComesAfterAllThatIsReady() async {
        await withLoops(1) { group in
            let loop = group.loops[0]
            let seen = Locked<[Int]>([])
            await withCheckedContinuation { continuation in
                loop.execute {
                    loop.atEndOfTurn {
                        seen.withLock { $0.append(4) }
                        loop.atEndOfTurn { continuation.resume() }
                    }
                    loop.execute {
                        seen.withLock { $0.append(2) }
                        loop.execute { seen.withLock { $0.append(3) } }
                    }
                    seen.withLock { $0.append(1) }
                    // Without it the loop would sleep, and the second end with it.
                    loop.schedule(afterMilliseconds: 1) {}
                }
            }
            #expect(seen.withLock { $0 } == [1, 2, 3, 4])
        }
    }

    @Test func closuresOfOneThreadRunInOrder() async {
        await withLoops(1) { group in
            let loop = group.loops[0]
            let seen = Locked<[Int]>([])
            await withCheckedContinuation { continuation in
                for number in 0..<5000 {
                    loop.execute { seen.withLock { $0.append(number) } }
                }
                loop.execute { continuation.resume() }
            }
            #expect(seen.withLock { $0 } == Array(0..<5000))
        }
    }

    @Test func nothingIsLostBetweenManyThreads() async {
        await withLoops(2) { group in
            let tally = Tally()
            await withTaskGroup(of: Void.self) { tasks in
                for _ in 0..<8 {
                    tasks.addTask {
                        for _ in 0..<200 {
                            await onLoop(group.next()) { tally.add() }
                        }
                    }
                }
            }
            #expect(tally.total == 1600)
        }
    }

    @Test func workThatNeverEndsLetsTimersThrough() async {
        await withLoops(1) { group in
            let loop = group.loops[0]
            let busy = Busy(loop)
            busy.again()
            let slept: Void? = await onLoop(loop) { try? await loop.sleep(milliseconds: 5) }
            busy.isOver.store(true, ordering: .relaxed)
            #expect(slept != nil)
        }
    }

    @Test func localsAreOneALoop() async {
        await withLoops(2) { group in
            let key = LoopLocal<Counter>()
            for _ in 0..<3 {
                for loop in group.loops {
                    await onLoop(loop) { loop.local(key) { Counter() }.count += 1 }
                }
            }
            for loop in group.loops {
                #expect(await onLoop(loop) { loop.local(key) { Counter() }.count } == 3)
            }
        }
    }

    @Test func lagIsMeasuredAndTakenOnce() async {
        await withLoops(1) { group in
            let loop = group.loops[0]
            await onLoop(loop) {
                let start = LoopClock.monotonic()
                while LoopClock.monotonic() < start + 3_000_000 {}
            }
            await onLoop(loop) {}
            #expect(loop.takeLag() >= 3_000_000)
        }
    }
}

private final class Tally: Sendable {
    private let count = Atomic<Int>(0)
    var total: Int { count.load(ordering: .relaxed) }

    func add() {
        count.wrappingAdd(1, ordering: .relaxed)
    }
}

private final class Counter {
    var count = 0
}

/// Puts itself into the loop's queue again and again.
private final class Busy: Sendable {
    let isOver = Atomic<Bool>(false)
    let loop: EventLoop

    init(_ loop: EventLoop) {
        self.loop = loop
    }

    func again() {
        guard !isOver.load(ordering: .relaxed) else { return }
        loop.execute { [self] in again() }
    }
}
