package import Basics

/// Exponential back-off with jitter.
package struct Backoff: Sendable {
    private let firstMilliseconds: UInt64
    private let longestMilliseconds: UInt64
    private let random: RandomSource

    /// One that begins with the first time and doubles it up to the longest.
    package init(
        firstMilliseconds: UInt64 = 200,
        longestMilliseconds: UInt64 = 30_000,
        random: RandomSource
    ) {
        self.firstMilliseconds = firstMilliseconds
        self.longestMilliseconds = longestMilliseconds
        self.random = random
    }

    /// How long to wait after so many failures in a row (from 1): half of it certain, half chance,
    /// so that many senders do not come back in step.
    package func milliseconds(afterFailures failures: Int) -> UInt64 {
        let doublings = UInt64(min(max(failures - 1, 0), 20))
        let (doubled, overflow) = firstMilliseconds.multipliedReportingOverflow(by: 1 << doublings)
        let milliseconds = overflow ? longestMilliseconds : min(doubled, longestMilliseconds)
        let half = milliseconds / 2
        return half + random.integer(below: half + 1)
    }

    /// The same in nanoseconds.
    package func nanoseconds(afterFailures failures: Int) -> UInt64 {
        milliseconds(afterFailures: failures) * 1_000_000
    }
}
