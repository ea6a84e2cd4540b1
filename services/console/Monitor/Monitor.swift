import Basics
import HTTP
import HTTPClient
import JSON
import Loops
import ServiceKit
import Storage

/// Asks all processes every quarter of a minute how they are, and keeps what is drawn of it: at
/// most forty series, for an hour, a day and ninety days.
final class Monitor: Sendable {
    typealias Ask = @Sendable (Upstream, _ path: String) async -> (status: Int, body: Bytes)?

    private struct State {
        var processes: [ProcessState]
        var minute: [String: Average] = [:]
        var hour: [String: Average] = [:]
        var minuteNumber: Int64 = 0
        var hourNumber: Int64 = 0
    }

    private static let firstPauseMilliseconds = 2000
    private static let pauseMilliseconds = 15_000
    static let mostSeries = 40

    private let upstreams: [Upstream]
    private let database: Database
    private let clock: Clock
    private let home: String
    private let log: Logger
    private let ask: Ask
    private let state: Locked<State>

    init(
        _ upstreams: [Upstream],
        database: Database,
        clock: Clock,
        home: String,
        log: Logger,
        ask: @escaping Ask
    ) {
        self.upstreams = upstreams
        self.database = database
        self.clock = clock
        self.home = home
        self.log = log
        self.ask = ask
        state = Locked(
            State(
                processes: upstreams.map {
                    ProcessState(name: $0.name, address: "\($0.addresses[0])")
                }
            )
        )
    }

    /// The processes as they were when they were asked last.
    var processes: [ProcessState] { state.withLock(\.processes) }

    var disk: DiskSpace? { DiskSpace(of: home) }

    func series(_ grain: Grain) async throws -> [Sample] {
        try await database.read { try SampleStore($0).all(grain) }
    }

    /// Lasts as long as the process.
    func run() async {
        // At the start of a stack the others are up a moment later.
        var pause = Self.firstPauseMilliseconds
        while true {
            do {
                try await poll()
            } catch {
                log.warning("figures are not kept", ["cause": .text("\(error)")])
            }
            guard await Pause.milliseconds(pause) else { return }
            pause = Self.pauseMilliseconds
        }
    }

    /// One round.
    func poll() async throws {
        var samples: [String: Double] = [:]
        for (index, upstream) in upstreams.enumerated() {
            let before = state.withLock { $0.processes[index] }
            let after = await look(at: upstream, before)
            state.withLock { $0.processes[index] = after }
            Self.add(after, before, to: &samples)
        }
        if let disk { samples["disk.free"] = Double(disk.free) }
        try await keep(samples)
    }

    private func look(at upstream: Upstream, _ before: ProcessState) async -> ProcessState {
        var now = ProcessState(name: before.name, address: before.address)
        now.askedAt = clock.now()
        guard let ready = await ask(upstream, "/readyz") else { return now }
        now.isUp = true
        now.isReady = ready.status == 200
        for (check, reason) in (try? JSON.parse(ready.body))?["missing"]?.object?.members ?? [] {
            now.problems.append((check, reason.string ?? ""))
        }
        if let figures = await ask(upstream, "/metrics"), figures.status == 200 {
            now.reading = MetricsReading(String(decoding: figures.body, as: UTF8.self))
        }
        return now
    }

    /// The points of a process between two looks at it. Counters become rates; a process that was
    /// started anew has none yet.
    private static func add(
        _ after: ProcessState,
        _ before: ProcessState,
        to samples: inout [String: Double]
    ) {
        let name = after.name
        samples["\(name).up"] = after.isUp ? 1 : 0
        guard let reading = after.reading else { return }
        samples["\(name).memory"] = reading.memory
        for (series, figure) in sums where reading.sums[figure] != nil {
            samples[series, default: 0] += reading.sums[figure] ?? 0
        }
        guard let earlier = before.reading, earlier.startedAt == reading.startedAt,
            let start = before.askedAt, let end = after.askedAt, end > start
        else { return }
        let seconds = Double(end.milliseconds - start.milliseconds) / 1000
        samples["\(name).requests"] = max(0, reading.requests - earlier.requests) / seconds
        samples["\(name).errors"] = max(0, reading.errors - earlier.errors) / seconds
        for (series, figure) in counters {
            guard let now = reading.sums[figure] else { continue }
            samples[series, default: 0] += max(0, now - (earlier.sums[figure] ?? 0)) / seconds
        }
        guard name == "gateway" else { return }
        for (series, part) in [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)] {
            samples["gateway.\(series)"] = reading.quantile(part, since: earlier)
        }
    }

    private static let sums = [
        ("outbox.waiting", "kumquat_outbox_backlog"), ("outbox.age", "kumquat_outbox_age_seconds"),
        ("events.parked", "kumquat_events_parked"), ("jobs.parked", "kumquat_jobs_parked"),
        ("pay.stuck", "kumquat_pay_stuck"), ("gateway.in_flight", "kumquat_gateway_in_flight"),
    ]
    private static let counters = [
        ("wechat.failures", "wechat_failures"), ("sms.failures", "kumquat_sms_failed_total"),
    ]

    // MARK: Keeping

    private func keep(_ values: [String: Double]) async throws {
        let now = clock.now()
        let known = values.sorted { $0.key < $1.key }.prefix(Self.mostSeries)
        let (minutes, hours) = state.withLock { state in
            let minutes = Self.roll(&state.minute, &state.minuteNumber, 60, now)
            let hours = Self.roll(&state.hour, &state.hourNumber, 3600, now)
            for (series, value) in known {
                state.minute[series, default: Average()].add(value)
                state.hour[series, default: Average()].add(value)
            }
            return (minutes, hours)
        }
        let quarters = known.map { Sample(series: $0.key, at: now, value: $0.value) }
        try await database.write { connection in
            let store = SampleStore(connection)
            try store.add(quarters, of: .quarterMinute)
            try store.forget(.quarterMinute, at: now)
            if !minutes.isEmpty {
                try store.add(minutes, of: .minute)
                try store.forget(.minute, at: now)
            }
            if !hours.isEmpty {
                try store.add(hours, of: .hour)
                try store.forget(.hour, at: now)
            }
        }
    }

    /// What has come together, once its time is over; empty before.
    private static func roll(
        _ averages: inout [String: Average],
        _ number: inout Int64,
        _ seconds: Int64,
        _ now: UnixTime
    ) -> [Sample] {
        let present = now.seconds / seconds
        guard present != number else { return [] }
        let at = UnixTime(seconds: number * seconds)
        let samples = averages.compactMap { series, average in
            average.value.map { Sample(series: series, at: at, value: $0) }
        }
        averages = [:]
        number = present
        return samples
    }
}
