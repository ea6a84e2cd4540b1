import Basics
import Contracts
import HTTP
import HTTPServer

/// The addresses of a process and what answers there.
struct Listeners: Sendable {
    let readiness: ProcessReadiness
    /// Where the public addresses speak TLS.
    let tls: ProcessTLS?
    private let servers: [HTTPServer]

    init(_ definition: ServiceDefinition, _ process: ProcessContext) throws {
        let readiness = ProcessReadiness(definition.allChecks)
        let context = EndpointContext(
            authentication: RequestAuthentication(keys: process.keys, clock: process.clock.real),
            log: process.log,
            random: process.random,
            idempotency: definition.idempotency
        )
        var routes = try definition.operations(
            Operations(clock: process.clock, database: definition.database, log: process.log),
            readiness: readiness,
            metrics: process.metrics
        )
        routes += definition.routes
        let dispatcher = try Dispatcher(
            routes,
            context: context,
            metrics: process.metrics,
            unknown: definition.unknown
        )
        let inner: RequestHandler = { await dispatcher.answer($0) }
        let outer = Self.outer(definition, dispatcher)
        let settings = process.environment
        var servers: [HTTPServer] = []
        var outside = Self.configuration(
            try settings.listenAddresses(of: process.service),
            process.log
        )
        outside.connectionLimit = definition.connectionLimit
        tls = process.service == .gateway ? try ProcessTLS(process) : nil
        outside.tls = tls?.server
        let inside = Self.configuration(try settings.opsAddresses(of: process.service), process.log)
        if !outside.addresses.isEmpty {
            servers.append(HTTPServer(outside, group: process.group, handler: outer))
        }
        if !inside.addresses.isEmpty {
            servers.append(HTTPServer(inside, group: process.group, handler: inner))
        }
        if let secure = definition.secure {
            servers += Self.secure(secure, process, outer)
        }
        self.readiness = readiness
        self.servers = servers
        if let server = servers.first { ProcessMetrics.add(server, to: process.metrics) }
        if let database = definition.database { ProcessMetrics.add(database, to: process.metrics) }
    }

    /// The same answers by TLS, under the names of others.
    private static func secure(
        _ secure: SecureAddresses,
        _ process: ProcessContext,
        _ handler: @escaping RequestHandler
    ) -> [HTTPServer] {
        var direct = configuration(secure.direct, process.log)
        direct.tls = secure.server
        var proxy = configuration(secure.proxy, process.log)
        proxy.tls = secure.server
        proxy.tunnel = secure.allows
        return [direct, proxy].filter { !$0.addresses.isEmpty }.map {
            HTTPServer($0, group: process.group, handler: handler)
        }
    }

    /// The public side. In a process with a door of its own all but `/healthz` is the door's.
    private static func outer(
        _ definition: ServiceDefinition,
        _ dispatcher: Dispatcher
    ) -> RequestHandler {
        guard let door = definition.door else { return { await dispatcher.answer($0) } }
        let alive = Bytes(HealthRoutes.alive.utf8)
        return { request in
            guard !request.target.path.elementsEqual(alive) else {
                return await dispatcher.answer(request)
            }
            return await door.answer(request)
        }
    }

    private static func configuration(
        _ addresses: [Address],
        _ log: Logger
    ) -> ServerConfiguration {
        ServerConfiguration(
            addresses: addresses,
            errorResponse: { status, target in Self.refusal(status, target) },
            notice: { line in log.warning("the server says", ["what": .text(line)]) }
        )
    }

    /// What the server itself refuses, in the contract of the path, where that is known.
    static func refusal(_ status: Status, _ target: RequestTarget?) -> Response {
        let path: Bytes = target.map { Bytes($0.path) } ?? []
        let contract = RouteBook.contract(of: path)
        var response = contract.response(TransportFailure(status: status) ?? .unreadable)
        response.status = status
        return response
    }

    /// Binds and listens everywhere, or throws what stands in the way.
    func start() throws {
        for server in servers { try server.start() }
    }

    /// Where it listens, with the ports that the system gave.
    var addresses: [Address] { servers.flatMap(\.addresses) }

    /// Takes nothing new, finishes what is running. The operations stay until the last answer.
    func drain() async {
        readiness.stop()
        for server in servers { await server.drain() }
    }
}
