/// Prometheus' text format, version 0.0.4.
struct MetricsText {
    private(set) var text = ""

    init(_ metrics: Metrics) {
        for family in metrics.families { add(family) }
        add(metrics.routes)
    }

    private mutating func add(_ family: Metrics.Family) {
        let name = family.name.description
        head(name, family.help, family.kind)
        family.write(&self, name)
    }

    mutating func add(_ counter: LabelledCounter, _ name: String, label: StaticString) {
        for (value, counter) in counter.counters {
            line(name, "{\(label)=\"\(Self.escaped(value))\"}", Double(counter.value))
        }
    }

    mutating func add(
        _ readings: [(value: String, number: Double)],
        _ name: String,
        label: StaticString
    ) {
        for (value, number) in readings {
            line(name, "{\(label)=\"\(Self.escaped(value))\"}", number)
        }
    }

    private mutating func add(_ routes: [RouteMetrics]) {
        let requests = "kumquat_requests_total"
        head(requests, "Requests answered, by route and status.", .counter)
        for route in routes {
            for (code, count) in route.counts {
                line(requests, "{\(Self.label(route)),status=\"\(code)\"}", Double(count))
            }
        }
        let seconds = "kumquat_request_duration_seconds"
        head(seconds, "How long requests took, by route.", .histogram)
        for route in routes {
            add(route.latency, seconds, labels: Self.label(route))
        }
    }

    mutating func add(_ histogram: Histogram, _ name: String, labels: String) {
        let snapshot = histogram.snapshot
        let comma = labels.isEmpty ? "" : ","
        var total = 0
        for (index, count) in snapshot.counts.enumerated() {
            total += count
            let bound =
                index < histogram.bounds.count ? Self.number(histogram.bounds[index]) : "+Inf"
            line("\(name)_bucket", "{\(labels)\(comma)le=\"\(bound)\"}", Double(total))
        }
        let braces = labels.isEmpty ? "" : "{\(labels)}"
        line("\(name)_sum", braces, snapshot.sum)
        line("\(name)_count", braces, Double(total))
    }

    private mutating func head(_ name: String, _ help: StaticString, _ kind: Metrics.Kind) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    mutating func line(_ name: String, _ labels: String, _ value: Double) {
        text += "\(name)\(labels) \(Self.number(value))\n"
    }

    private static func label(_ route: RouteMetrics) -> String {
        "route=\"\(escaped(route.route))\""
    }

    private static func number(_ value: Double) -> String {
        if let whole = Int64(exactly: value) { return String(whole) }
        return value.isFinite ? value.description : "0"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
            "\n",
            with: "\\n"
        )
    }
}
