import HTTPClient
import ServiceKit
import Synchronization

/// One service behind the gateway, with a bound on what it is asked at once: one that does not
/// answer must not take all of the gateway's memory with it.
///
/// A body that is still on its way lasts as long as its client likes. So only a quarter of the
/// places are for those: slow clients take none from the requests that are here already.
final class ConcurrencyLimiter: Sendable {
    let upstream: Upstream
    private let inFlight = Atomic<Int>(0)
    private let streamed = Atomic<Int>(0)
    private let maximumInFlight: Int
    private let maximumStreamed: Int

    init(_ upstream: Upstream, maximumInFlight: Int = 1024) {
        self.upstream = upstream
        self.maximumInFlight = maximumInFlight
        maximumStreamed = maximumInFlight / 4
    }

    /// False when there are too many already; else `leave` has to follow.
    func enter(streaming: Bool) -> Bool {
        guard Self.take(inFlight, maximumInFlight) else { return false }
        guard streaming, !Self.take(streamed, maximumStreamed) else { return true }
        inFlight.wrappingSubtract(1, ordering: .relaxed)
        return false
    }

    func leave(streaming: Bool) {
        inFlight.wrappingSubtract(1, ordering: .relaxed)
        if streaming { streamed.wrappingSubtract(1, ordering: .relaxed) }
    }

    private static func take(_ count: borrowing Atomic<Int>, _ maximum: Int) -> Bool {
        guard count.wrappingAdd(1, ordering: .relaxed).newValue > maximum else { return true }
        count.wrappingSubtract(1, ordering: .relaxed)
        return false
    }

    /// What it is asked now.
    var count: Int { inFlight.load(ordering: .relaxed) }
}
