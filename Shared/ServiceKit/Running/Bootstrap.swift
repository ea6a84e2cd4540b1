import Basics
import Crypto
import HTTPClient
import Loops

/// From the environment variables to everything that a composition root is given.
struct Bootstrap: Sendable {
    let start: Start
    let lines: LineWriter

    init(_ peer: Peer, _ variables: [String: String]) throws {
        let environment = try Environment(variables)
        guard peer != .sandbox || environment.stage == .sandbox else {
            throw SettingError(.environment, "the sandbox does not start in production")
        }
        let level = try environment.choice(.logLevel, default: LogLevel.info)
        let loops = try environment.integer(.loops, default: OwnProcess.cores(), in: 1...256)
        let random = SecureRandom.source
        let keys = try environment.internalKeys(random)
        lines = try LineWriter()
        let log = Logger(service: peer.rawValue, level: level) { [lines] in lines.write($0) }
        let metrics = Metrics()
        metrics.counter("kumquat_log_dropped_total", "Log lines dropped.") { [lines] in
            Double(lines.droppedLines)
        }
        ProcessFigures.addUsage(to: metrics, since: Clock.system.now())
        let group = LoopGroup(count: loops)
        group.start()
        ProcessFigures.add(group, to: metrics)
        start = Start(
            peer: peer,
            environment: environment,
            group: group,
            workers: .shared,
            http: HTTPClient(group: group),
            clock: DomainClock(movable: environment.stage == .sandbox),
            random: random,
            log: log,
            metrics: metrics,
            keys: keys,
            upstreamErrors: metrics.counter(
                "kumquat_upstream_errors_total",
                "Calls to other processes without an answer.",
                label: "peer",
                values: Peer.allCases.map(\.rawValue)
            )
        )
    }
}
