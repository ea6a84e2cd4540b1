public import Basics

/// The nearest merchants of all that were looked at: as many as asked for, whatever their number.
public struct NearestHits: Sendable {
    /// A merchant, and how far off it is where somebody asks.
    public struct Hit: Sendable, Equatable {
        public let merchant: ID<Merchant>
        public let metres: Double

        /// A hit of its parts.
        public init(merchant: ID<Merchant>, metres: Double) {
            self.merchant = merchant
            self.metres = metres
        }

        func isBehind(_ other: Hit) -> Bool {
            (metres, merchant) > (other.metres, other.merchant)
        }
    }

    /// How many were looked at.
    public private(set) var count = 0
    private let bound: Int
    /// The furthest of those that are kept stands first, and so in each half (a heap).
    private var heap: [Hit] = []

    /// Keeps at most `bound`.
    public init(bound: Int) {
        self.bound = bound
    }

    /// Looks at one more.
    public mutating func add(_ hit: Hit) {
        count += 1
        if heap.count < bound {
            heap.append(hit)
            rise()
        } else if let furthest = heap.first, furthest.isBehind(hit) {
            heap[0] = hit
            sink()
        }
    }

    /// Whoever is further off than that would not be kept; nil while anybody is.
    public var reach: Double? { heap.count == bound ? heap.first?.metres : nil }

    /// Those that are kept, the nearest first.
    public var sorted: [Hit] { heap.sorted { $1.isBehind($0) } }

    private mutating func rise() {
        var child = heap.count - 1
        while child > 0, heap[child].isBehind(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var furthest = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].isBehind(heap[furthest]) {
                furthest = child
            }
            if furthest == parent { return }
            heap.swapAt(parent, furthest)
            parent = furthest
        }
    }
}
