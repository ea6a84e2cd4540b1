import HTTPClient
import ServiceKit
import Synchronization

/// One service behind the gateway, with a bound on what it is asked at once: one that does not
/// answer must not take all of the gateway's memory with it.
///
/// A body that is still on its way lasts as long as its client likes. So only a quarter of the
/// places are for those: slow clients take none from the requests that are here already. And what
/// needs no token, a picture say, anybody can ask for by the thousand: an eighth is for that.
final class ConcurrencyLimiter: Sendable {
    let upstream: Upstream
    private let inFlight = Atomic<Int>(0)
    private let streamed = Atomic<Int>(0)
    private let forEverybody = Atomic<Int>(0)
    private let maximumInFlight: Int
    private let maximumStreamed: Int
    private let maximumForEverybody: Int
    let largeAnswers: LargeAnswers

    init(
        _ upstream: Upstream,
        maximumInFlight: Int = 1024,
        maximumAnswers: Int = LargeAnswers.usualMaximum
    ) {
        self.upstream = upstream
        self.maximumInFlight = maximumInFlight
        maximumStreamed = maximumInFlight / 4
        maximumForEverybody = maximumInFlight / 8
        largeAnswers = LargeAnswers(maximum: maximumAnswers)
    }

    /// False when there are too many already; else `leave` has to follow.
    func enter(streaming: Bool, forEverybody isForEverybody: Bool) -> Bool {
        guard Self.take(inFlight, maximumInFlight) else { return false }
        guard !isForEverybody || Self.take(forEverybody, maximumForEverybody) else {
            Self.release(inFlight)
            return false
        }
        guard !streaming || Self.take(streamed, maximumStreamed) else {
            Self.release(inFlight)
            if isForEverybody { Self.release(forEverybody) }
            return false
        }
        return true
    }

    func leave(streaming: Bool, forEverybody isForEverybody: Bool) {
        Self.release(inFlight)
        if isForEverybody { Self.release(forEverybody) }
        if streaming { Self.release(streamed) }
    }

    private static func release(_ count: borrowing Atomic<Int>) {
        count.wrappingSubtract(1, ordering: .relaxed)
    }

    private static func take(_ count: borrowing Atomic<Int>, _ maximum: Int) -> Bool {
        guard count.wrappingAdd(1, ordering: .relaxed).newValue > maximum else { return true }
        release(count)
        return false
    }

    /// What it is asked now.
    var count: Int { inFlight.load(ordering: .relaxed) }
}
