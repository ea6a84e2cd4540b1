import Basics
import HTTP
import Testing

@testable import ServiceKit

/// What Prometheus reads.
struct MetricsTests {
    private let metrics = Metrics()

    private func text() -> [String] {
        MetricsText(metrics).text.split(separator: "\n").map(String.init)
    }

    @Test func countersAndGauges() {
        let signs = metrics.counter("kumquat_signs_total", "Sign-ins.")
        signs.add()
        signs.add(2)
        metrics.gauge("kumquat_depth", "How deep.") { 1.5 }
        metrics.counter("kumquat_read_total", "Counted elsewhere.") { 1e18 }
        #expect(
            text().prefix(9) == [
                "# HELP kumquat_signs_total Sign-ins.", "# TYPE kumquat_signs_total counter",
                "kumquat_signs_total 3",
                "# HELP kumquat_depth How deep.", "# TYPE kumquat_depth gauge",
                "kumquat_depth 1.5",
                "# HELP kumquat_read_total Counted elsewhere.",
                "# TYPE kumquat_read_total counter", "kumquat_read_total 1000000000000000000",
            ]
        )
    }

    @Test func labelsAreBounded() {
        let kinds = metrics.counter(
            "kumquat_kinds_total",
            "Kinds.",
            label: "kind",
            values: ["a", "q\"\\\n", "other"]
        )
        kinds.add("a")
        kinds.add("invented")
        kinds.add("invented too")
        let lines = text()
        #expect(lines.contains(#"kumquat_kinds_total{kind="a"} 1"#))
        #expect(lines.contains(#"kumquat_kinds_total{kind="q\"\\\n"} 0"#))
        #expect(lines.contains(#"kumquat_kinds_total{kind="other"} 2"#))
        #expect(!lines.joined().contains("invented"))
    }

    @Test func histogramsCumulate() {
        let spread = metrics.histogram("kumquat_spread", "Spread.", bounds: [1, 2.5])
        for value in [0.5, 1, 1.5, 2.5, 9] { spread.observe(value) }
        #expect(
            text().prefix(7) == [
                "# HELP kumquat_spread Spread.", "# TYPE kumquat_spread histogram",
                #"kumquat_spread_bucket{le="1"} 2"#, #"kumquat_spread_bucket{le="2.5"} 4"#,
                #"kumquat_spread_bucket{le="+Inf"} 5"#, "kumquat_spread_sum 14.5",
                "kumquat_spread_count 5",
            ]
        )
    }

    @Test func requestsAreCountedByRouteAndStatus() async throws {
        let world = TestWorld(home: "/nowhere")
        let harness = try ServiceHarness(Shop().definition(), in: world)
        _ = await harness.call(.post, "/api/buy/", ["name": "tea"], as: .ming)
        _ = await harness.call(.post, "/api/purchase", as: .ming)
        _ = await harness.call(.post, "/api/buy/", ["name": "tea"])
        for number in 0..<5 { _ = await harness.call(.get, "/made/up/\(number)") }
        let answer = await harness.call(.get, "/metrics")
        #expect(answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
        let lines = answer.body.split(separator: "\n").map(String.init)
        for line in [
            #"kumquat_requests_total{route="POST /api/buy/",status="200"} 1"#,
            #"kumquat_requests_total{route="POST /api/buy/",status="401"} 1"#,
            #"kumquat_requests_total{route="POST /api/purchase",status="200"} 1"#,
            #"kumquat_requests_total{route="none",status="404"} 5"#,
            #"kumquat_request_duration_seconds_count{route="POST /api/buy/"} 2"#,
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(!answer.body.contains("made"))
    }

    @Test func statusesOfARouteAreBounded() {
        let route = RouteMetrics(route: "x")
        for status in 200..<600 { route.observe(status: status, nanoseconds: 1) }
        #expect(route.counts.count == 32)
    }
}
