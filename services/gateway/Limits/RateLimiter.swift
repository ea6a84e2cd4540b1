import Basics
import Loops

/// So many requests a second for each of many callers, with a burst (GCRA): per caller one number,
/// the time at which all it has asked for will have been its due.
///
/// A caller who asked for nothing for a burst's time is as good as forgotten; so two generations,
/// changed at least that seldom, hold all that matters. When there are too many callers at once
/// the change comes early: then some get a new burst, and memory stays bounded.
final class RateLimiter<Caller: Hashable & Sendable>: Sendable {
    private struct State {
        var young: [Caller: UInt64] = [:]
        var old: [Caller: UInt64] = [:]
        var changedAt: UInt64 = 0
    }

    private let intervalNanoseconds: UInt64
    private let windowNanoseconds: UInt64
    private let maximumCallers: Int
    private let state = Locked(State())

    /// `count` requests in `seconds`, and up to `burst` at once.
    init(count: Int, seconds: Int, burst: Int, maximumCallers: Int = 65_536) {
        intervalNanoseconds = max(
            UInt64(max(seconds, 1)) * 1_000_000_000 / UInt64(max(count, 1)),
            1
        )
        windowNanoseconds = intervalNanoseconds * UInt64(max(burst, 1))
        self.maximumCallers = maximumCallers
    }

    /// Nil when the caller may go on, else the seconds after which it may again, at least one.
    func refusal(
        of caller: Caller,
        now: UInt64 = SystemTime.monotonicNanoseconds()
    ) -> Int? {
        state.withLock { state in
            if now >= state.changedAt + windowNanoseconds || state.young.count >= maximumCallers {
                state.old = now >= state.changedAt + 2 * windowNanoseconds ? [:] : state.young
                state.young = [:]
                state.changedAt = now
            }
            let known = state.young[caller] ?? state.old[caller] ?? 0
            let due = max(known, now) + intervalNanoseconds
            guard due <= now + windowNanoseconds else {
                return Int((due - now - windowNanoseconds + 999_999_999) / 1_000_000_000)
            }
            state.young[caller] = due
            return nil
        }
    }

    /// The same without counting: nil when the caller could go on.
    func wait(of caller: Caller, now: UInt64 = SystemTime.monotonicNanoseconds()) -> Int? {
        let known = state.withLock { $0.young[caller] ?? $0.old[caller] ?? 0 }
        let due = max(known, now) + intervalNanoseconds
        guard due > now + windowNanoseconds else { return nil }
        return Int((due - now - windowNanoseconds + 999_999_999) / 1_000_000_000)
    }

    /// The number of callers remembered.
    var count: Int { state.withLock { $0.young.count + $0.old.count } }
}
