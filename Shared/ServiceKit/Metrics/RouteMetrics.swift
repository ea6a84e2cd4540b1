import Basics
import HTTP
import Loops

/// The requests of one route: how many by status, and how long they took.
public final class RouteMetrics: Sendable {
    let route: String
    let latency = Histogram(bounds: Histogram.latencyBounds)
    // Few statuses per route: a short list is faster than a dictionary. Bounded all the same.
    private let statuses = Locked<[(code: Int, count: Int)]>([])
    private static let maximumStatuses = 32

    init(route: String) {
        self.route = route
    }

    /// Counts one answer.
    public func observe(status: Int, nanoseconds: UInt64) {
        statuses.withLock { statuses in
            if let index = statuses.firstIndex(where: { $0.code == status }) {
                statuses[index].count += 1
            } else if statuses.count < Self.maximumStatuses {
                statuses.append((code: status, count: 1))
            }
        }
        latency.observe(Double(nanoseconds) / 1_000_000_000)
    }

    var counts: [(code: Int, count: Int)] {
        statuses.withLock { $0 }.sorted { $0.code < $1.code }
    }
}
