import Basics
import HTTP
import HTTPClient
import JSON
import Loops
import ServiceKit
import Storage
import TestKit
import Testing

@testable import ConsoleServer

struct MonitorTests {
    private static func text(requests: Int, errors: Int, slow: Int, started: Int = 100) -> String {
        """
        # HELP kumquat_requests_total Requests answered.
        # TYPE kumquat_requests_total counter
        kumquat_requests_total{route="GET /a",status="200"} \(requests)
        kumquat_requests_total{route="GET /b",status="503"} \(errors)
        kumquat_request_duration_seconds_bucket{route="GET /a",le="0.1"} \(requests)
        kumquat_request_duration_seconds_bucket{route="GET /a",le="1"} \(requests + slow)
        kumquat_request_duration_seconds_bucket{route="GET /a",le="+Inf"} \(requests + slow)
        kumquat_build_info{version="1.2.3"} 1
        kumquat_wechat_calls_total{outcome="answered"} 70
        kumquat_wechat_calls_total{outcome="failed"} 2
        kumquat_jobs_parked{kind="a"} 1
        kumquat_jobs_parked{kind="b"} 2
        process_start_time_seconds \(started)
        process_resident_memory_bytes 2.5e+07
        nonsense
        nonsense NaN x
        """
    }

    @Test("what a process says is added up; what it does not know does not count")
    func reading() {
        let before = MetricsReading(Self.text(requests: 100, errors: 1, slow: 0))
        #expect(before.version == "1.2.3" && before.startedAt == 100 && before.memory == 25_000_000)
        #expect(before.requests == 101 && before.errors == 1)
        #expect(before.sums["kumquat_jobs_parked"] == 3 && before.sums["wechat_failures"] == 2)
        let after = MetricsReading(Self.text(requests: 150, errors: 1, slow: 50))
        #expect(after.quantile(0.25, since: before) == 0.05)
        #expect(after.quantile(0.75, since: before) == 0.55)
        #expect(after.quantile(0.5, since: after) == nil)
    }

    @Test("counters become rates, a restart makes none; grains are kept as long as they may")
    func series() async throws {
        let directory = try TemporaryDirectory()
        let world = TestWorld(home: directory.path, now: UnixTime(seconds: 1_800_000_000))
        let database = try world.database("console", migrations: ConsoleMigrations.all)
        let said = Locked(Self.text(requests: 0, errors: 0, slow: 0))
        let monitor = Monitor(
            [Upstream(name: "gateway", addresses: [.unix(path: "/none")])],
            database: database,
            clock: world.clock.real,
            home: directory.path,
            log: world.log
        ) { _, path in
            guard path == "/metrics" else {
                return (503, Bytes(#"{"ready":false,"missing":{"keys":"none yet"}}"#.utf8))
            }
            return (200, Bytes(said.withLock { $0 }.utf8))
        }
        func last(_ series: String, _ grain: Grain) async throws -> Double? {
            try await monitor.series(grain).last { $0.series == series }?.value
        }
        try await monitor.poll()
        #expect(monitor.processes[0].isUp && !monitor.processes[0].isReady)
        #expect(monitor.processes[0].problems.first?.reason == "none yet")
        #expect(try await last("gateway.requests", .quarterMinute) == nil)
        said.withLock { $0 = Self.text(requests: 30, errors: 15, slow: 0) }
        world.time.advance(seconds: 15)
        try await monitor.poll()
        #expect(try await last("gateway.requests", .quarterMinute) == 3)
        #expect(try await last("gateway.errors", .quarterMinute) == 1)
        said.withLock { $0 = Self.text(requests: 1, errors: 0, slow: 0, started: 200) }
        world.time.advance(seconds: 60)
        try await monitor.poll()
        #expect(
            try await monitor.series(.quarterMinute).count { $0.series == "gateway.requests" } == 1
        )
        #expect(try await last("gateway.requests", .minute) == 3, "the mean of the minute")
        #expect(try await last("gateway.up", .hour) == nil)
        world.time.advance(seconds: 3601)
        try await monitor.poll()
        #expect(try await last("gateway.up", .hour) == 1)
        let points = try await monitor.series(.quarterMinute).filter { $0.series == "gateway.up" }
        #expect(points.count == 1, "an hour of the finest")
        let names = Set(try await monitor.series(.quarterMinute).map(\.series))
        #expect(names.count <= Monitor.mostSeries && names.contains("disk.free"))
    }
}
