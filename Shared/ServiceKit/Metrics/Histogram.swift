import Loops

/// How values are spread over fixed bounds.
public final class Histogram: Sendable {
    struct Snapshot {
        /// Per bound and, last, above all of them; not cumulated.
        var counts: [Int]
        var sum = 0.0
    }

    /// Upper bounds, ascending.
    let bounds: [Double]
    private let state: Locked<Snapshot>

    /// Seconds of an answer: from a quarter of a millisecond to ten seconds.
    public static let latencyBounds: [Double] = [
        0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 10,
    ]

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Locked(Snapshot(counts: [Int](repeating: 0, count: bounds.count + 1)))
    }

    /// Adds one value.
    public func observe(_ value: Double) {
        var index = 0
        while index < bounds.count, value > bounds[index] { index += 1 }
        state.withLock { state in
            state.counts[index] += 1
            state.sum += value
        }
    }

    var snapshot: Snapshot { state.withLock { $0 } }
}
