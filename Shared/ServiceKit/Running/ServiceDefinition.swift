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
    /// How many connections one address may have open at the public addresses, nil for as many as
    /// it likes.
    public var connectionLimit: @Sendable (RemoteAddress) -> Int? = { _ in nil }
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
        for route in [endpoint.route] + endpoint.aliases {
            let adapter = EndpointAdapter(endpoint, route, by: service)
            guard (endpoint.access == .service) == adapter.signsBody else {
                throw CompositionError(
                    "\(route): access by a service and the path /internal/ belong together"
                )
            }
            routes.append(
                BoundRoute(route: route) { call, context in
                    await adapter.respond(to: call, at: context)
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

    /// A handler that speaks no contract. By default anybody may call it.
    public mutating func handle(
        _ route: Route,
        access: Access = .everybody,
        bodyLimit: Int = 1 << 20,
        _ answer: @escaping @Sendable (RawCall) async -> Response
    ) {
        let signsBody = SignedCall.signsBody(of: Array(route.pattern.utf8)[...])
        routes.append(
            BoundRoute(route: route) { call, context in
                var call = call
                do throws(TransportFailure) {
                    if signsBody { try await call.collectSigned(access, bodyLimit: bodyLimit) }
                    let caller = try context.authentication.caller(
                        call,
                        access,
                        signsBody: signsBody
                    )
                    let raw = RawCall(request: call.request, caller: caller)
                    let response = await RequestScope.$requestID.withValue(call.requestID) {
                        await answer(raw)
                    }
                    return Outcome(response: response, kind: .success, identity: caller.identity)
                } catch {
                    return Outcome(error, InternalContract.self)
                }
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
