import Loops

/// The figures of a process, as Prometheus reads them. What is counted is named once, at the
/// composition root; names and label values never come from input.
public final class Metrics: Sendable {
    enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    struct Family: Sendable {
        let name: StaticString
        let help: StaticString
        let kind: Kind
        /// Adds the lines of the family that has this name.
        let write: @Sendable (inout MetricsText, String) -> Void
    }

    private struct State {
        var families: [Family] = []
        var routes: [RouteMetrics] = []
    }

    private let state = Locked(State())

    /// None yet.
    public init() {}

    /// A counter, `kumquat_…_total`.
    public func counter(_ name: StaticString, _ help: StaticString) -> Counter {
        let counter = Counter()
        add(name, help, .counter) { $0.line($1, "", Double(counter.value)) }
        return counter
    }

    /// A counter for each of the fixed values of a label.
    public func counter(
        _ name: StaticString,
        _ help: StaticString,
        label: StaticString,
        values: [String]
    ) -> LabelledCounter {
        let counter = LabelledCounter(values)
        add(name, help, .counter) { $0.add(counter, $1, label: label) }
        return counter
    }

    /// A number that only grows and is counted elsewhere; asked for when somebody looks.
    public func counter(
        _ name: StaticString,
        _ help: StaticString,
        read: @escaping @Sendable () -> Double
    ) {
        add(name, help, .counter) { $0.line($1, "", read()) }
    }

    /// A number that goes up and down; asked for when somebody looks.
    public func gauge(
        _ name: StaticString,
        _ help: StaticString,
        read: @escaping @Sendable () -> Double
    ) {
        add(name, help, .gauge) { $0.line($1, "", read()) }
    }

    /// What somebody has to say of each value of a label.
    public typealias Readings = @Sendable () -> [(value: String, number: Double)]

    /// Numbers that only grow and are counted elsewhere, told apart by a label whose values never
    /// come from input; asked for when somebody looks.
    public func counter(
        _ name: StaticString,
        _ help: StaticString,
        label: StaticString,
        read: @escaping Readings
    ) {
        add(name, help, .counter) { $0.add(read(), $1, label: label) }
    }

    /// Numbers that go up and down, told apart by such a label; asked for when somebody looks.
    public func gauge(
        _ name: StaticString,
        _ help: StaticString,
        label: StaticString,
        read: @escaping Readings
    ) {
        add(name, help, .gauge) { $0.add(read(), $1, label: label) }
    }

    /// How values are spread over these ascending upper bounds.
    public func histogram(
        _ name: StaticString,
        _ help: StaticString,
        bounds: [Double] = Histogram.latencyBounds
    ) -> Histogram {
        let histogram = Histogram(bounds: bounds)
        add(name, help, .histogram) { $0.add(histogram, $1, labels: "") }
        return histogram
    }

    /// The requests of a route; the same one for the same name.
    public func route(_ name: String) -> RouteMetrics {
        state.withLock { state in
            if let known = state.routes.first(where: { $0.route == name }) { return known }
            let route = RouteMetrics(route: name)
            state.routes.append(route)
            return route
        }
    }

    var families: [Family] { state.withLock { $0.families } }

    var routes: [RouteMetrics] { state.withLock { $0.routes } }

    private func add(
        _ name: StaticString,
        _ help: StaticString,
        _ kind: Kind,
        write: @escaping @Sendable (inout MetricsText, String) -> Void
    ) {
        let family = Family(name: name, help: help, kind: kind, write: write)
        state.withLock { $0.families.append(family) }
    }
}
