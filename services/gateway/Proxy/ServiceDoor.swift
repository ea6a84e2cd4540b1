import HTTPClient
import ServiceKit
import Synchronization

/// One service behind the gateway, with a bound on what it is asked at once: one that does not
/// answer must not take all of the gateway's memory with it.
final class ServiceDoor: Sendable {
    let upstream: Upstream
    private let inFlight = Atomic<Int>(0)
    private let maximumInFlight: Int

    init(_ upstream: Upstream, maximumInFlight: Int = 1024) {
        self.upstream = upstream
        self.maximumInFlight = maximumInFlight
    }

    /// False when there are too many already; else `leave` has to follow.
    func enter() -> Bool {
        let count = inFlight.wrappingAdd(1, ordering: .relaxed).newValue
        guard count > maximumInFlight else { return true }
        leave()
        return false
    }

    func leave() {
        inFlight.wrappingSubtract(1, ordering: .relaxed)
    }

    /// What it is asked now.
    var count: Int { inFlight.load(ordering: .relaxed) }
}
