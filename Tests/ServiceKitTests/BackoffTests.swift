import Basics
import Testing

@testable import ServiceKit

/// How long to wait after a failure.
struct BackoffTests {
    @Test(arguments: [(1, 100...200), (2, 200...400), (8, 12_800...25_600), (9, 15_000...30_000)])
    func itDoublesUpToABound(_ failures: Int, _ bounds: ClosedRange<UInt64>) {
        let backoff = Backoff(random: TestWorld(home: "/nowhere").random)
        for _ in 0..<100 {
            let milliseconds = backoff.nanoseconds(afterFailures: failures) / 1_000_000
            #expect(bounds.contains(milliseconds))
        }
    }

    @Test(arguments: [0, -1, 64, Int.max])
    func noNumberOfFailuresIsTooMuch(_ failures: Int) {
        let backoff = Backoff(random: TestWorld(home: "/nowhere").random)
        #expect(backoff.nanoseconds(afterFailures: failures) <= 30_000_000_000)
    }
}
