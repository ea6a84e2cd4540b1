import Synchronization

/// A number that only grows. Counting is one atomic step.
public final class Counter: Sendable {
    private let total = Atomic<Int>(0)

    init() {}

    /// Counts.
    public func add(_ count: Int = 1) {
        total.wrappingAdd(count, ordering: .relaxed)
    }

    /// How much was counted since the process began.
    public var value: Int { total.load(ordering: .relaxed) }
}

/// Counters told apart by a label whose values are fixed beforehand, so that no input can make
/// new ones.
public struct LabelledCounter: Sendable {
    let counters: [(value: String, counter: Counter)]

    init(_ values: [String]) {
        counters = values.map { ($0, Counter()) }
    }

    /// Counts under one of the fixed values; any other is counted under the last one.
    public func add(_ value: String, _ count: Int = 1) {
        let known = counters.first { $0.value == value } ?? counters.last
        known?.counter.add(count)
    }
}
