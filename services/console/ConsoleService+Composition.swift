import Basics
import Contracts
import HTTP
import HTTPClient
import Loops
import ServiceKit
import Storage
import Vault

extension ConsoleService {
    private static let services: [ServiceName] = [.auth, .points, .treasure, .commerce]

    /// Puts the console together.
    init(_ process: ProcessContext) async throws {
        let environment = process.environment
        let database = try process.database(migrations: ConsoleMigrations.all)
        var upstreams: [ServiceName: Upstream] = [:]
        for service in Self.services { upstreams[service] = try process.upstream(service) }
        self.init(
            database: database,
            clock: process.clock,
            random: process.random,
            log: process.log,
            stage: environment.stage,
            origin: try environment.consoleOrigin,
            links: try environment.consoleLinks,
            vault: try DataVault(process),
            hasher: PasswordHasher(process.random),
            addresses: AddressLimit(perMinute: Self.loginsPerMinute),
            book: try AdminBook(),
            passage: Passage(
                upstreams: upstreams,
                keys: process.keys,
                clock: process.clock.real,
                send: { request, upstream throws(ClientFailure) in
                    try await process.http.send(request, to: upstream)
                }
            ),
            monitor: try Self.monitor(process, database),
            digestKey: process.keys.derived(for: "console trail")[0]
        )
        if environment.stage == .sandbox { try await makeDemoOperators(in: process.home) }
    }

    /// What the process runs.
    func definition() -> ServiceDefinition {
        var definition = ServiceDefinition()
        definition.database = database
        definition.handleAll { request in await answer(request) }
        definition.run("monitor") { [monitor] in await monitor.run() }
        if stage == .sandbox {
            definition.run("demo operators") { await employDemoOperators() }
        }
        return definition
    }

    private static func monitor(
        _ process: ProcessContext,
        _ database: Database
    ) throws -> Monitor {
        let others = ServiceName.allCases.filter {
            $0 != .sandbox || process.environment.stage == .sandbox
        }
        return Monitor(
            try others.map { try process.upstream($0) },
            database: database,
            clock: process.clock.real,
            home: process.home,
            log: process.log
        ) { upstream, path in
            var request = ClientRequest(address: upstream.addresses[0], target: path)
            request.totalMilliseconds = 2000
            request.isInternal = true
            guard let answer = try? await process.http.send(request, to: upstream),
                let body = try? await answer.body.collect(upTo: MetricsReading.maximumBytes)
            else { return nil }
            return (answer.status, body)
        }
    }
}

extension Environment {
    /// Where browsers find the console; nil where they may call it as they like: on one's own
    /// machine.
    var consoleOrigin: String? {
        get throws {
            guard optionalText(.consoleOrigin) == nil else {
                return try url(.consoleOrigin, default: "")
            }
            guard stage == .sandbox else {
                throw SettingError(.consoleOrigin, "must be given in production")
            }
            return nil
        }
    }

    /// What links to the console begin with.
    var consoleLinks: String {
        get throws {
            try consoleOrigin ?? "http://127.0.0.1:\(port + ServiceName.console.portOffset)"
        }
    }
}
