import Synchronization
import Testing

@testable import Loops

@Suite struct TimerTests {
    @Test func theHeapGivesTimersInOrderWhateverIsTakenOut() {
        var heap = TimerHeap()
        var state: UInt64 = 7
        var timers: [LoopTimer] = []
        for _ in 0..<2000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let timer = LoopTimer(deadline: state >> 40) {}
            timers.append(timer)
            heap.insert(timer)
        }
        for (number, timer) in timers.enumerated() where number % 3 == 0 {
            heap.remove(timer)
            heap.remove(timer)
        }
        var deadlines: [UInt64] = []
        while let timer = heap.popDue(at: .max) { deadlines.append(timer.deadline) }
        let kept = timers.enumerated().filter { $0.offset % 3 != 0 }.map(\.element.deadline)
        #expect(deadlines == kept.sorted())
        #expect(heap.isEmpty)
    }

    @Test func timersFireInOrderAndNotBeforeTheirTime() async {
        await withLoops(1) { group in
            let loop = group.loops[0]
            let seen = Locked<[Int]>([])
            let early = Atomic<Int>(0)
            await withCheckedContinuation { continuation in
                loop.execute {
                    let start = LoopClock.monotonic()
                    for delay in [12, 3, 8, 1] {
                        loop.schedule(afterMilliseconds: delay) {
                            let passed = LoopClock.monotonic() - start
                            if passed < UInt64(delay) * 1_000_000 {
                                early.wrappingAdd(1, ordering: .relaxed)
                            }
                            seen.withLock { $0.append(delay) }
                            if delay == 12 { continuation.resume() }
                        }
                    }
                    loop.cancel(loop.schedule(afterMilliseconds: 2) { seen.withLock { $0 = [] } })
                }
            }
            #expect(seen.withLock { $0 } == [1, 3, 8, 12])
            #expect(early.load(ordering: .relaxed) == 0)
        }
    }

    @Test(arguments: [true, false]) func sleepEndsWithItsTask(isOnLoop: Bool) async {
        await withLoops(1) { group in
            let loop = group.loops[0]
            let task = Task(executorPreference: isOnLoop ? loop : nil) {
                do {
                    try await loop.sleep(milliseconds: 60_000)
                    return false
                } catch {
                    return true
                }
            }
            task.cancel()
            #expect(await task.value)
        }
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (1_795_251_600, "Sat, 21 Nov 2026 09:00:00 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
        (-5, "Thu, 01 Jan 1970 00:00:00 GMT"),
    ]) func dates(_ seconds: Int64, _ text: String) {
        #expect(HTTPDate.format(secondsSince1970: seconds) == Array(text.utf8))
    }
}
