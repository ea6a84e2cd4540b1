import ServiceKit

/// What the gateway counts: requests by route and status, and how long they took.
struct GatewayMetrics: Sendable {
    private let routes: [String: RouteMetrics]
    private let unrouted: RouteMetrics

    init(_ table: RouteTable, _ metrics: Metrics) {
        var routes: [String: RouteMetrics] = [:]
        for rule in table.rules { routes[rule.pattern] = metrics.route(rule.pattern) }
        self.routes = routes
        unrouted = metrics.route("none")
    }

    func note(_ rule: RouteRule?, status: Int, nanoseconds: UInt64) {
        let route = rule.flatMap { routes[$0.pattern] } ?? unrouted
        route.observe(status: status, nanoseconds: nanoseconds)
    }
}
