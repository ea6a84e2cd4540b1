import Basics
import Contracts
public import HTTP
public import Storage

/// What a process is made of: endpoints, background parts, checks. Written by its composition
/// root, run by ``serve(_:commands:_:)``.
public struct ServiceDefinition: Sendable {
    struct Part: Sendable {
        let name: String
        let run: @Sendable () async throws -> Void
    }

    struct Check: Sendable {
        let name: String
        let problem: @Sendable () -> String?
    }

    /// A function in an `Optional` is called through thunks, one in a structure is not.
    struct Door: Sendable {
        let answer: @Sendable (consuming Request) async -> Response
    }

    /// The process's own file: asked about in `/readyz`, shown in `/metrics`, closed at the end.
    public var database: Database?
    /// Gives first answers again to whoever sends an `Idempotency-Key`; its tables are in the
    /// process's own file.
    public var idempotency: Idempotency?
    /// How many connections one address may have open at the public addresses, nil for as many as
    /// it likes.
    public var connectionLimit: @Sendable (RemoteAddress) -> Int? = { _ in nil }
    /// Where TLS is spoken too, for those who stand in for others.
    public var secure: SecureAddresses?
    /// What is answered at addresses that nobody has; nil for the usual. For those who stand in for
    /// others.
    public var unknown: @Sendable (Request) -> Response? = { _ in nil }
    var door: Door?
    var routes: [BoundRoute] = []
    var parts: [Part] = []
    var checks: [Check] = []
    var draining: [@Sendable () -> Void] = []

    /// Nothing but health.
    public init() {}

    /// The endpoints of a contract, in the contract's order.
    /// - Throws: `CompositionError` for one whose access does not fit its address.
    public mutating func add<Service: Sendable>(
        _ endpoints: [any Endpoint<Service>.Type],
        by service: Service
    ) throws(CompositionError) {
        for endpoint in endpoints { try add(endpoint, by: service) }
    }

    private mutating func add<E: Endpoint>(
        _ endpoint: E.Type,
        by service: E.Service
    ) throws(CompositionError) {
        let route = endpoint.route
        guard route.contract == endpoint.Wire, endpoint.Principal.fits(route.access) else {
            throw CompositionError("\(route): the endpoint is of another contract or access")
        }
        guard (route.access == .service) == route.isInternal else {
            throw CompositionError(
                "\(route): access by a service and the path /internal/ belong together"
            )
        }
        let adapter = try EndpointAdapter(endpoint, by: service)
        for (method, pattern) in route.places {
            routes.append(
                BoundRoute(method: method, pattern: pattern, isRoutine: route.isRoutine) {
                    call,
                    context in
                    await adapter.respond(to: call, in: context)
                }
            )
        }
    }

    /// Takes every request of the public addresses instead of the endpoints, but for `/healthz`.
    /// For the gateway.
    public mutating func handleAll(
        _ answer: @escaping @Sendable (consuming Request) async -> Response
    ) {
        door = Door(answer: answer)
    }

    /// A handler that speaks none of our contracts. Anybody may call it: nothing is proven.
    public mutating func handle(
        _ route: RawRoute,
        _ answer: @escaping @Sendable (RawCall) async -> Response
    ) {
        routes.append(
            BoundRoute(method: route.method, pattern: route.pattern, isRoutine: true) { call, _ in
                let response = await RequestScope.$requestID.withValue(call.requestID) {
                    await answer(RawCall(call))
                }
                return Outcome(response: response, kind: .success)
            }
        )
    }

    /// A part that runs as long as the process and returns only when it is cancelled. One that
    /// ends by itself or throws stops the process with status 1.
    public mutating func run(_ name: String, _ part: @escaping @Sendable () async throws -> Void) {
        parts.append(Part(name: name, run: part))
    }

    /// Something without which `/readyz` answers 503; nil says that it is there, else what is
    /// missing. Called often, and at once: it must not wait.
    public mutating func ready(_ name: String, _ problem: @escaping @Sendable () -> String?) {
        checks.append(Check(name: name, problem: problem))
    }

    /// Something to be done at once when the process is told to stop, while requests are still
    /// being answered: calls that wait for news are to come back with what there is.
    public mutating func whenDraining(_ action: @escaping @Sendable () -> Void) {
        draining.append(action)
    }
}

extension Route {
    /// Whether it is one of those between our processes, where the signature covers the body.
    var isInternal: Bool {
        SignedCall.signsBody(of: Array(pattern.utf8)[...])
    }

    /// Too many and too dull for the log: keys, and calls between processes.
    var isRoutine: Bool {
        isInternal || RouteBook.contract(of: pattern.utf8) == InternalContract.self
    }
}
