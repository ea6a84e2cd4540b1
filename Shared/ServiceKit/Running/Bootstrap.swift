import Contracts
import Basics
import Crypto
import HTTPClient
import Loops

/// From the environment variables to everything that a composition root is given.
struct Bootstrap: Sendable {
    let process: ProcessContext
    let lines: LineWriter

    init(_ service: ServiceName, _ variables: [String: String]) throws {
        let environment = try Environment(variables)
        guard service != .sandbox || environment.stage == .sandbox else {
            throw SettingError(.environment, "the sandbox does not start in production")
        }
        let level = try environment.choice(.logLevel, default: LogLevel.info)
        let loops = try environment.integer(.loops, default: OwnProcess.cores(), in: 1...256)
        let random = SecureRandom.source
        let keys = try environment.internalKeys(random)
        lines = try LineWriter()
        let log = Logger(service: service.rawValue, level: level) { [lines] in lines.write($0) }
        let metrics = Metrics()
        metrics.counter("kumquat_log_dropped_total", "Log lines dropped.") { [lines] in
            Double(lines.droppedLines)
        }
        Release.add(to: metrics)
        ProcessMetrics.addUsage(to: metrics, since: Clock.system.now())
        let group = LoopGroup(count: loops)
        group.start()
        ProcessMetrics.add(group, to: metrics)
        process = ProcessContext(
            service: service,
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
                values: ServiceName.allCases.map(\.rawValue)
            )
        )
    }
}
