import Basics

/// Exponential back-off with jitter.
struct Backoff: Sendable {
    var firstMilliseconds: UInt64 = 200
    var lastMilliseconds: UInt64 = 30_000
    let random: RandomSource

    /// How long to wait after so many failures in a row (from 1): half of it certain, half chance,
    /// so that many senders do not come back in step.
    func nanoseconds(afterFailures failures: Int) -> UInt64 {
        let doublings = min(max(failures - 1, 0), 20)
        let milliseconds = min(firstMilliseconds << UInt64(doublings), lastMilliseconds)
        let half = milliseconds / 2
        return (half + random.integer(below: half + 1)) * 1_000_000
    }
}
