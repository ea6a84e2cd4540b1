package import Basics
package import HTTP
package import Loops

/// A service without sockets: its endpoints answer requests that a test makes, signed as the
/// gateway would.
package struct ServiceHarness: Sendable {
    /// Is shown every answer to a call that somebody could make: method, target, status, type and body.
    package typealias Observer = @Sendable (HTTP.Method, String, Int, String?, Bytes) -> Void

    /// Shown the answers of every harness, where a test bundle sets it.
    package static let observer = Locked<Observer?>(nil)

    private let dispatcher: Dispatcher
    private let world: TestWorld

    /// All endpoints of a definition, health and internal calls included.
    package init(_ definition: ServiceDefinition, in world: TestWorld) throws {
        let routes = try definition.operations(
            Operations(clock: world.clock, database: definition.database, log: world.log),
            readiness: ProcessReadiness(definition.allChecks),
            metrics: world.metrics
        )
        dispatcher = try Dispatcher(
            routes + definition.routes,
            context: EndpointContext(
                authentication: RequestAuthentication(keys: world.keys, clock: world.clock.real),
                log: world.log,
                random: world.random,
                idempotency: definition.idempotency
            ),
            metrics: world.metrics,
            unknown: definition.unknown
        )
        self.world = world
    }

    /// Calls with parameters: in the query on GET and HEAD, as a form otherwise.
    package func call(
        _ method: Method,
        _ path: String,
        _ parameters: [String: String] = [:],
        as identity: Identity? = nil,
        by administrator: Operator? = nil,
        headers: [(name: String, value: String)] = []
    ) async -> Answer {
        let form = parameters.sorted { $0.key < $1.key }
            .map { "\(PercentCoding.encode($0.key))=\(PercentCoding.encode($0.value))" }
            .joined(separator: "&")
        let isQuery = method == .get || method == .head
        return await send(
            method,
            isQuery && !form.isEmpty ? "\(path)?\(form)" : path,
            isQuery ? nil : ("application/x-www-form-urlencoded", Bytes(form.utf8)),
            (identity, administrator),
            headers
        )
    }

    /// Calls with a JSON body.
    package func call(
        _ method: Method,
        _ target: String,
        json: String,
        as identity: Identity? = nil,
        by administrator: Operator? = nil,
        headers: [(name: String, value: String)] = []
    ) async -> Answer {
        let body = ("application/json", Bytes(json.utf8))
        return await send(method, target, body, (identity, administrator), headers)
    }

    /// Calls with a body of any type.
    package func call(
        _ method: Method,
        _ target: String,
        body: Bytes,
        type: String,
        as identity: Identity? = nil,
        by administrator: Operator? = nil
    ) async -> Answer {
        await send(method, target, (type, body), (identity, administrator), [])
    }

    private func send(
        _ method: Method,
        _ target: String,
        _ body: (type: String, bytes: Bytes)?,
        _ who: (identity: Identity?, administrator: Operator?),
        _ headers: [(name: String, value: String)]
    ) async -> Answer {
        guard let requestTarget = RequestTarget(target) else {
            fatalError("a test asks for \(target), which is no target")
        }
        var fields = HeaderFields(headers)
        if let body { fields.set("Content-Type", body.type) }
        world.keys.sign(
            &fields,
            method: method,
            target: Bytes(target.utf8),
            requestID: "test-request",
            identity: who.identity?.header() ?? "",
            administrator: who.administrator?.header() ?? "",
            body: body?.bytes,
            now: world.clock.real.now()
        )
        let request = Request(
            method: method,
            target: requestTarget,
            headers: fields,
            body: body.map { .bytes($0.bytes) } ?? .empty
        )
        let response = await respond(to: request)
        let octets = await Self.octets(of: response)
        observe(request, response, octets)
        return Answer(response, octets)
    }

    /// The answer as a server would send it on.
    package func respond(to request: Request) async -> Response {
        await dispatcher.answer(request)
    }

    /// A request as it is, signed or not.
    package func answer(_ request: Request) async -> Answer {
        let response = await respond(to: request)
        return Answer(response, await Self.octets(of: response))
    }

    private static func octets(of response: Response) async -> Bytes {
        (try? await response.body.collect(upTo: 16 << 20)) ?? []
    }

    func observe(_ request: Request, _ response: Response, _ body: Bytes) {
        Self.observer.withLock { $0 }?(
            request.method,
            request.target.description,
            response.status.code,
            response.headers["Content-Type"],
            body
        )
    }
}

/// What came back: equal when status and body are, to the octet.
package struct Answer: Sendable, Equatable, CustomStringConvertible {
    package let status: Int
    package let body: String
    package let headers: HeaderFields

    package init(_ status: Int, _ body: String, headers: HeaderFields = HeaderFields()) {
        self.status = status
        self.body = body
        self.headers = headers
    }

    fileprivate init(_ response: Response, _ body: Bytes) {
        self.init(
            response.status.code,
            String(decoding: body, as: UTF8.self),
            headers: response.headers
        )
    }

    package static func == (left: Answer, right: Answer) -> Bool {
        left.status == right.status && left.body.utf8.elementsEqual(right.body.utf8)
    }

    package var description: String { "\(status) \(body)" }
}
