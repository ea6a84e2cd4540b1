import Basics
import Contracts
import HTTPClient
import ServiceKit

extension Gateway {
    private static let keyPauseMilliseconds = 60_000
    private static let services: [ServiceName] = [.auth, .points, .treasure, .commerce]

    /// Puts the gateway together.
    init(_ process: ProcessContext, _ settings: GatewaySettings) throws {
        let auth = AuthClient.live(try process.client(.auth))
        let table = SessionTable()
        var limiters: [ServiceName: ConcurrencyLimiter] = [:]
        for service in Self.services {
            limiters[service] = ConcurrencyLimiter(
                try process.upstream(service),
                maximumInFlight: settings.requestsPerService,
                maximumAnswers: settings.largeAnswersPerService
            )
        }
        let limits = Limits(
            settings.rates,
            sparesLoopback: settings.sparesLoopback,
            metrics: process.metrics
        )
        self.init(
            router: try GatewayRouter(RouteBook.all, process.metrics),
            authenticator: Authenticator(
                auth: auth,
                ring: KeyRing(auth),
                table: table,
                feed: RevocationFeed(
                    auth,
                    table,
                    graceSeconds: settings.feedGraceSeconds,
                    log: process.log
                ),
                clock: process.clock,
                workers: process.workers
            ),
            legacyOpenID: settings.takesLegacyOpenID ? LegacyOpenIDAuth(auth: auth) : nil,
            limits: limits,
            proxy: Proxy(
                http: process.http,
                limiters: limiters,
                keys: process.keys,
                clock: process.clock.real,
                failures: Self.failures(process.metrics),
                watch: ProofWatch(Self.services, process.metrics, process.log),
                changed: { table.note(SessionChange(kind: .changed, sid: $0)) },
                limits: limits
            ),
            numbers: RequestNumber(process.random),
            adminKey: settings.adminKey,
            trustedProxies: settings.trustedProxies,
            crossOrigin: settings.crossOrigin,
            logsAddresses: settings.logsAddresses,
            hsts: settings.hstsSeconds == 0 ? "" : "max-age=\(settings.hstsSeconds)",
            log: process.log
        )
        if settings.takesLegacyOpenID {
            log.warning(
                "KUMQUAT_LEGACY_OPENID is on: whoever knows an openid is taken for its owner"
            )
        }
    }

    /// What the process runs and waits for.
    func definition(_ process: ProcessContext) -> ServiceDefinition {
        var definition = ServiceDefinition()
        definition.handleAll { request in await answer(request) }
        definition.connectionLimit = { [limits] in limits.connections(of: $0) }
        let ring = authenticator.ring
        let feed = authenticator.feed
        definition.run("revocations") { try await feed.run() }
        definition.run("keys") { try await follow(ring) }
        definition.ready("keys") { ring.isEmpty ? "the keys of auth are not known" : nil }
        definition.ready("revocations") { feed.problem }
        definition.ready("proof") { [watch = proxy.watch] in watch.problem() }
        addFigures(to: process.metrics)
        return definition
    }

    /// Asks for the keys soon while there are none, and every minute then.
    private func follow(_ ring: KeyRing) async throws {
        var pause = 50
        while !Task.isCancelled {
            await ring.refresh(isUrgent: true)
            pause = ring.isEmpty ? min(pause * 2, 1000) : Self.keyPauseMilliseconds
            guard await Pause.milliseconds(pause) else { return }
        }
    }

    private static func failures(_ metrics: Metrics) -> LabelledCounter {
        metrics.counter(
            "kumquat_gateway_failures_total",
            "Requests that a service gave no answer to.",
            label: "service",
            values: services.map(\.rawValue)
        )
    }

    private func addFigures(to metrics: Metrics) {
        let table = authenticator.table
        metrics.gauge("kumquat_gateway_tokens", "Good tokens kept.") { Double(table.count) }
        let limiters = proxy.limiters
        metrics.gauge("kumquat_gateway_in_flight", "Requests that services are answering.") {
            Double(limiters.values.reduce(0) { $0 + $1.count })
        }
        metrics.gauge("kumquat_gateway_answers", "Large answers on their way to clients.") {
            Double(limiters.values.reduce(0) { $0 + $1.largeAnswers.count })
        }
    }
}
