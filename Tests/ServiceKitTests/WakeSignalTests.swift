import Basics
import Loops
import TestKit
import Testing

@testable import ServiceKit

/// Waking one who waits.
struct WakeSignalTests {
    /// Longer than any test waits.
    private static let longMilliseconds = 3_600_000

    @Test func aRingWakesWhoWaits() async throws {
        let signal = WakeSignal()
        let woken = Locked(false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let goesOn = await signal.wait(milliseconds: Self.longMilliseconds)
                woken.withLock { $0 = goesOn }
            }
            try await eventually("it is woken") {
                signal.ring()
                return woken.withLock { $0 }
            }
        }
    }

    @Test func aRingBeforehandIsRememberedOnce() async {
        let signal = WakeSignal()
        signal.ring()
        signal.ring()
        #expect(await signal.wait(milliseconds: Self.longMilliseconds))
        let began = SystemTime.monotonicNanoseconds()
        #expect(await signal.wait(milliseconds: 50))
        #expect(SystemTime.monotonicNanoseconds() - began >= 50_000_000)
    }

    @Test(arguments: [true, false])
    func aCancelledTaskWaitsNoLonger(_ isEarly: Bool) async {
        let signal = WakeSignal()
        let goesOn = await withTaskGroup(of: Bool.self) { group in
            if isEarly { group.cancelAll() }
            group.addTask { await signal.wait(milliseconds: Self.longMilliseconds) }
            group.cancelAll()
            return await group.next()
        }
        #expect(goesOn == false)
    }

    /// None gets lost, wherever it falls between two waits.
    @Test func manyRingsFromElsewhere() async throws {
        let signal = WakeSignal()
        let (made, seen) = (Locked(0), Locked(0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await signal.each(milliseconds: Self.longMilliseconds) {
                    let count = made.withLock { $0 }
                    seen.withLock { $0 = count }
                }
            }
            for _ in 0..<2000 {
                made.withLock { $0 += 1 }
                signal.ring()
                if Bool.random() { await Task.yield() }
            }
            try await eventually("the last one was seen") { seen.withLock { $0 } == 2000 }
            group.cancelAll()
        }
    }
}

/// Who is told when the domain's time moves.
struct DomainClockTests {
    @Test func observersHearOfEachMove() {
        let clock = DomainClock(movable: true)
        let heard = Locked<[Int64]>([])
        for _ in 0..<2 {
            clock.onMove { heard.withLock { $0.append(clock.offsetMilliseconds) } }
        }
        #expect(clock.move(toOffsetMilliseconds: 5000))
        #expect(!clock.move(toOffsetMilliseconds: .max))
        #expect(clock.move(toOffsetMilliseconds: 0))
        #expect(heard.withLock { $0 } == [5000, 5000, 0, 0])
    }
}
