package import Basics
package import Storage
import Loops

/// Time, chance, keys, log and figures of a test: nothing in it moves by itself.
package struct TestWorld: Sendable {
    /// Where its databases lie: a directory that the test makes and removes.
    package let home: String
    /// The time under the domain's clock.
    package let time: TestTime
    /// The domain's time, which can be moved as in the sandbox environment.
    package let clock: DomainClock
    /// The same octets in every run.
    package let random: RandomSource
    /// Every line that was logged, debug included.
    package let lines: TestLines
    package let log: Logger
    package let metrics = Metrics()
    package let keys: InternalKeys

    /// A world that begins on 2026-01-15 at 12:00:00 in China.
    package init(
        home: String,
        now: UnixTime = UnixTime(seconds: 1_768_449_600),
        seed: UInt64 = 1
    ) {
        self.home = home
        let time = TestTime(now)
        let lines = TestLines()
        self.time = time
        self.lines = lines
        clock = DomainClock(real: time.clock, movable: true)
        random = TestRandom(seed: seed).source
        log = Logger(service: "test", level: .debug, clock: time.clock) { lines.append($0) }
        keys = Self.keys(0x01)
    }

    /// The metrics as Prometheus reads them.
    package var metricsText: String { MetricsText(metrics).text }

    /// Keys that are as good as any for a test.
    package static func keys(_ octets: UInt8...) -> InternalKeys {
        let keys = octets.map { Secret(Bytes(repeating: $0, count: InternalKeys.minimumBytes)) }
        guard let keys = InternalKeys(keys) else { fatalError("a test has one or two keys") }
        return keys
    }

    /// A database file of its own, with the real migrations.
    package func database(
        _ name: String = "test",
        migrations: [Migration]
    ) throws -> Database {
        try Database(path: "\(home)/\(name).sqlite", migrations: migrations, clock: clock.clock)
    }

    /// The same as operations use it.
    package func serviceDatabase(
        _ name: String = "test",
        migrations: [Migration]
    ) throws -> ServiceDatabase {
        ServiceDatabase(
            try database(name, migrations: migrations),
            clock: clock,
            log: log
        )
    }
}

/// A clock that stands still until a test moves it.
package final class TestTime: Sendable {
    private let moment: Locked<UnixTime>

    package init(_ now: UnixTime) {
        moment = Locked(now)
    }

    package var now: UnixTime {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }

    /// Moves it forward, or back.
    package func advance(seconds: Int64) {
        moment.withLock { $0 = $0.adding(seconds: seconds) }
    }

    package var clock: Clock { Clock { self.now } }
}

/// Log lines, kept for a test to look at.
package final class TestLines: Sendable {
    private let lines = Locked<[String]>([])
    private static let maximumCount = 10_000

    package init() {}

    package var all: [String] { lines.withLock { $0 } }

    func append(_ line: Bytes) {
        lines.withLock { lines in
            if lines.count < Self.maximumCount {
                lines.append(String(decoding: line, as: UTF8.self))
            }
        }
    }
}

/// The same sequence for the same seed.
private final class TestRandom: Sendable {
    private let sequence: Locked<SplitMix64>

    init(seed: UInt64) {
        sequence = Locked(SplitMix64(seed: seed))
    }

    var source: RandomSource {
        RandomSource { count in (0..<count).map { _ in self.next() } }
    }

    private func next() -> UInt8 {
        sequence.withLock { UInt8(truncatingIfNeeded: $0.next()) }
    }
}
