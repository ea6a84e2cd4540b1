/// What a process says of itself at `/metrics`, as far as the console draws it.
struct MetricsReading: Sendable {
    private(set) var version = ""
    private(set) var startedAt: Double = 0
    private(set) var memory: Double = 0
    private(set) var requests: Double = 0
    private(set) var errors: Double = 0
    /// Of all routes together: how many requests took at most so long.
    private(set) var latency: [(bound: Double, count: Double)] = []
    /// Plain figures by name, labels added up.
    private(set) var sums: [String: Double] = [:]

    /// Longest text that is read.
    static let maximumBytes = 2 << 20

    private static let bucket = "kumquat_request_duration_seconds" + "_bucket"
    private static let summed: Set<String> = [
        "kumquat_writer_queue", "kumquat_outbox_backlog", "kumquat_outbox_age_seconds",
        "kumquat_events_parked", "kumquat_jobs_parked", "kumquat_pay_stuck",
        "kumquat_sms_failed_total", "kumquat_gateway_in_flight", "kumquat_tls_certificate_days",
        "kumquat_commits_failed_total",
    ]

    /// Reads Prometheus' text; lines that it does not know do not count.
    init(_ text: String) {
        var buckets: [Double: Double] = [:]
        for line in text.split(separator: "\n") where line.first != "#" {
            guard let space = line.lastIndex(of: " "),
                let value = Double(line[line.index(after: space)...])
            else { continue }
            let head = line[..<space]
            let name = String(head.prefix { $0 != "{" })
            let labels = head.dropFirst(name.count)
            switch name {
            case "kumquat_build_info": version = Self.label("version", labels) ?? ""
            case "process_start_time_seconds": startedAt = value
            case "process_resident_memory_bytes": memory = value
            case "kumquat_requests_total":
                requests += value
                if Self.label("status", labels)?.first == "5" { errors += value }
            case Self.bucket:
                let bound = Self.label("le", labels)
                buckets[bound == "+Inf" ? .infinity : Double(bound ?? "") ?? 0, default: 0] += value
            case "kumquat_wechat_calls_total":
                let outcome = Self.label("outcome", labels)
                if outcome == "unanswered" || outcome == "failed" {
                    sums["wechat_failures", default: 0] += value
                }
            default:
                if Self.summed.contains(name) { sums[name, default: 0] += value }
            }
        }
        latency = buckets.sorted { $0.key < $1.key }.map { (bound: $0.key, count: $0.value) }
    }

    private static func label(_ name: String, _ labels: Substring) -> String? {
        guard let start = labels.firstRange(of: "\(name)=\"")?.upperBound else { return nil }
        return String(labels[start...].prefix { $0 != "\"" })
    }

    /// The time within which this part of the requests since another reading were answered; nil
    /// where there was none.
    func quantile(_ part: Double, since before: MetricsReading) -> Double? {
        let earlier = Dictionary(before.latency.map { ($0.bound, $0.count) }) { $1 }
        let counts = latency.map { (bound: $0.bound, count: $0.count - (earlier[$0.bound] ?? 0)) }
        guard let total = counts.last?.count, total > 0 else { return nil }
        var (low, below) = (0.0, 0.0)
        for (bound, count) in counts {
            if count >= part * total {
                guard bound.isFinite, count > below else { return low }
                return low + (bound - low) * (part * total - below) / (count - below)
            }
            (low, below) = (bound, count)
        }
        return low
    }
}
