import Basics
import Contracts
import HTTP
import HTTPServer

/// The addresses of a process and what answers there.
struct Listeners: Sendable {
    let readiness: ProcessReadiness
    private let servers: [HTTPServer]

    init(_ definition: ServiceDefinition, _ start: Start) throws {
        let readiness = ProcessReadiness(definition.allChecks)
        let desk = Desk(
            admission: Admission(keys: start.keys, clock: start.clock.real),
            log: start.log,
            random: start.random
        )
        var routes = try definition.operations(
            Operations(clock: start.clock, database: definition.database, log: start.log),
            readiness: readiness,
            metrics: start.metrics
        )
        routes += definition.routes
        let dispatcher = try Dispatcher(routes, desk: desk, metrics: start.metrics)
        let inner: RequestHandler = { await dispatcher.answer($0) }
        let outer = Self.outer(definition, dispatcher)
        let settings = start.environment
        var servers: [HTTPServer] = []
        var outside = Self.configuration(try settings.listenAddresses(of: start.peer), start.log)
        outside.connectionLimit = definition.connectionLimit
        let inside = Self.configuration(try settings.opsAddresses(of: start.peer), start.log)
        if !outside.addresses.isEmpty {
            servers.append(HTTPServer(outside, group: start.group, handler: outer))
        }
        if !inside.addresses.isEmpty {
            servers.append(HTTPServer(inside, group: start.group, handler: inner))
        }
        self.readiness = readiness
        self.servers = servers
        if let server = servers.first { ProcessFigures.add(server, to: start.metrics) }
        if let database = definition.database { ProcessFigures.add(database, to: start.metrics) }
    }

    /// The public side. In a process with a door of its own all but `/healthz` is the door's.
    private static func outer(
        _ definition: ServiceDefinition,
        _ dispatcher: Dispatcher
    ) -> RequestHandler {
        guard let door = definition.door else { return { await dispatcher.answer($0) } }
        let alive = Bytes(HealthRoutes.alive.pattern.utf8)
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
        let contract = ContractPaths.contract(of: path)
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
