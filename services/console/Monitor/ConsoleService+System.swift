import Loops
import Basics
import HTTP
import JSON

extension ConsoleService {
    private static let units = [
        "memory": "bytes", "free": "bytes", "requests": "1/s", "errors": "1/s", "failures": "1/s",
        "p50": "s", "p95": "s", "p99": "s", "age": "s",
    ]

    /// How the processes are, and were.
    func system(_ call: ConsoleCall) async throws -> Response {
        guard let grain = Grain(span: try call.optionalText("span") ?? "day") else {
            throw ConsoleRefusal.bad("span")
        }
        let processes = monitor.processes
        let sums = processes.compactMap(\.reading?.sums)
        func sum(_ name: String) -> Double { sums.reduce(0) { $0 + ($1[name] ?? 0) } }
        let days = sums.compactMap { $0["kumquat_tls_certificate_days"] }.min()
        var series: [(name: String, points: [JSONValue])] = []
        for sample in try await monitor.series(grain) {
            if series.last?.name != sample.series { series.append((sample.series, [])) }
            series[series.count - 1].points.append(
                .array([.integer(sample.at.seconds), .number(sample.value)])
            )
        }
        return JSONValue.of([
            "at": .seconds(now),
            "processes": .array(processes.map(row)),
            "disk": monitor.disk.map {
                .of(["free_bytes": .integer($0.free), "total_bytes": .integer($0.total)])
            } ?? .null,
            "certificate": days.map { .of(["days": .number($0)]) } ?? .null,
            "outbox": .of([
                "waiting": .number(sum("kumquat_outbox_backlog")),
                "oldest_seconds": .number(sum("kumquat_outbox_age_seconds")),
            ]),
            "events_parked": .number(sum("kumquat_events_parked")),
            "jobs_parked": .number(sum("kumquat_jobs_parked")),
            "series": .array(
                series.map { name, points in
                    let unit = Self.units[String(name.split(separator: ".").last ?? "")] ?? ""
                    return .of([
                        "name": .string(name), "unit": .string(unit), "points": .array(points),
                    ])
                }
            ),
        ]).response()
    }

    private func row(_ process: ProcessState) -> JSONValue {
        let reading = process.reading
        let uptime = reading.map { max(0, Double(now.milliseconds) / 1000 - $0.startedAt) }
        return .of([
            "name": .string(process.name),
            "address": .string(process.address),
            "is_up": .bool(process.isUp),
            "ready": .bool(process.isReady),
            "version": .string(reading?.version ?? ""),
            "problems": .array(
                process.problems.map {
                    .of(["check": .string($0.check), "reason": .string($0.reason)])
                }
            ),
            "uptime_seconds": uptime.map { .integer(Int64($0)) } ?? .null,
            "memory_bytes": reading.map { .integer(Int64($0.memory)) } ?? .null,
            "queue": reading?.sums["kumquat_writer_queue"].map { .integer(Int64($0)) } ?? .null,
            "requests": reading.map { .integer(Int64($0.requests)) } ?? .null,
            "errors": reading.map { .integer(Int64($0.errors)) } ?? .null,
            "asked_at": .seconds(process.askedAt),
        ])
    }
}
