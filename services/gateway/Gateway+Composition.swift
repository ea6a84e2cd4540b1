import Basics
import HTTPClient
import ServiceKit

extension Gateway {
    private static let keyPauseMilliseconds = 60_000
    private static let services: [Peer] = [.auth, .points, .treasure, .commerce]

    /// Puts the gateway together.
    init(_ start: Start, _ settings: GatewaySettings) throws {
        let auth = AuthClient.live(try start.peer(.auth))
        let table = SessionTable()
        var doors: [Peer: ServiceDoor] = [:]
        for service in Self.services { doors[service] = ServiceDoor(try start.upstream(service)) }
        self.init(
            routes: .kumquat,
            doorman: Doorman(
                auth: auth,
                ring: KeyRing(auth),
                table: table,
                feed: RevocationFeed(
                    auth,
                    table,
                    graceSeconds: settings.feedGraceSeconds,
                    log: start.log
                ),
                clock: start.clock,
                workers: start.workers
            ),
            bareNames: settings.takesBareNames ? BareNames(auth: auth) : nil,
            limits: Limits(settings),
            proxy: Proxy(
                http: start.http,
                doors: doors,
                keys: start.keys,
                clock: start.clock.real,
                failures: Self.failures(start.metrics),
                changed: { table.note(SessionChange(kind: .changed, sid: $0)) }
            ),
            numbers: RequestNumber(start.random),
            adminKey: settings.adminKey,
            log: start.log,
            figures: GatewayFigures(.kumquat, start.metrics)
        )
        if settings.takesBareNames {
            log.warning(
                "KUMQUAT_LEGACY_OPENID is on: whoever knows an openid is taken for its owner"
            )
        }
    }

    /// What the process runs and waits for.
    func definition(_ start: Start) -> ServiceDefinition {
        var definition = ServiceDefinition()
        definition.handleAll { request in await answer(request) }
        definition.connectionLimit = { [limits] in limits.connections(of: $0) }
        let ring = doorman.ring
        let feed = doorman.feed
        definition.run("revocations") { try await feed.run() }
        definition.run("keys") { try await follow(ring) }
        definition.ready("keys") { ring.isEmpty ? "the keys of auth are not known" : nil }
        definition.ready("revocations") { feed.problem }
        addFigures(to: start.metrics)
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
        let table = doorman.table
        metrics.gauge("kumquat_gateway_tokens", "Good tokens kept.") { Double(table.count) }
        let doors = proxy.doors
        metrics.gauge("kumquat_gateway_in_flight", "Requests that services are answering.") {
            Double(doors.values.reduce(0) { $0 + $1.count })
        }
    }
}
