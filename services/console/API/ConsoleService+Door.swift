import Basics
import ConsoleDomain
import Contracts
import HTTP
import JSON
import ServiceKit
import Storage

extension ConsoleService {
    private static let bodyLimit = 16 << 10

    /// Answers whatever a browser asks for.
    func answer(_ request: consuming Request) async -> Response {
        let requestID = Hex.encode(random.bytes(8))
        var response: Response
        do {
            response = try await outcome(request, requestID)
        } catch let refusal as ConsoleRefusal {
            response = Self.response(refusal)
        } catch let storage as StorageError where storage.isTransient {
            response = Self.response(ConsoleRefusal(.unavailable, retryAfterSeconds: 1))
        } catch {
            if !Task.isCancelled {
                log.error("failed", ["request_id": .text(requestID), "cause": .text("\(error)")])
            }
            response = Self.response(ConsoleRefusal(.internalFault))
        }
        response.headers.set(InternalHeader.requestID, requestID)
        response.headers.set("X-Content-Type-Options", "nosniff")
        response.headers.set("Referrer-Policy", "no-referrer")
        if !response.headers.contains("Cache-Control") {
            response.headers.add("Cache-Control", "no-store")
        }
        if !response.headers.contains("Content-Security-Policy") {
            response.headers.add("Content-Security-Policy", PageFiles.policyOfData)
        }
        return response
    }

    static func response(_ refusal: ConsoleRefusal) -> Response {
        var response = JSONValue.of([
            "error": .of(["code": .string(refusal.code), "message": .string(refusal.message)])
        ]).response(Status(code: refusal.status))
        if let seconds = refusal.retryAfterSeconds {
            response.headers.add("Retry-After", String(seconds))
        }
        return response
    }

    private func outcome(
        _ request: consuming Request,
        _ requestID: String
    ) async throws -> Response {
        try OriginGuard(origin: origin).check(request)
        switch ConsoleAPI.router.match(request.method, path: request.target.path) {
        case .found(let route, let captures, _):
            return try await answer(request, route, captures, requestID)
        case .methodNotAllowed(let allowed):
            var response = Self.response(ConsoleRefusal(.methodNotAllowed))
            response.headers.set("Allow", allowed.map(\.description).joined(separator: ", "))
            return response
        case .notFound: break
        }
        if let file = PageFiles.answer(to: request) { return file }
        let path = Bytes(request.target.path)
        guard path.starts(with: "/admin/".utf8) || path.starts(with: "/media/".utf8) else {
            throw ConsoleRefusal.notFound
        }
        return try await passOn(request, by: try await caller(of: request), requestID)
    }

    private func answer(
        _ request: Request,
        _ route: ConsoleRoute,
        _ captures: [String: String],
        _ requestID: String
    ) async throws -> Response {
        let person: ConsoleCaller?
        switch route.access {
        case .anybody: person = nil
        case .begun: person = try await caller(of: request, half: true)
        case .device: person = try await caller(of: request, idle: true)
        case .everyOperator: person = try await caller(of: request)
        case .wholeSession:
            let known = try await caller(of: request)
            guard known.session.span == .session else { throw ConsoleRefusal.forbidden }
            person = known
        case .duties(let duties):
            let known = try await caller(of: request)
            guard !known.duties.isDisjoint(with: duties) else { throw ConsoleRefusal.forbidden }
            person = known
        }
        let call = ConsoleCall(
            request: request,
            requestID: requestID,
            captures: captures,
            address: BrowserAddress(request).text,
            person: person,
            parameters: try await Self.parameters(of: request)
        )
        if route.needsProof, person?.provenUntil(at: now) == nil {
            throw ConsoleRefusal.stepUpRequired
        }
        return try await route.answer(self, call)
    }

    /// The members of a body of JSON, or of a query.
    private static func parameters(of request: Request) async throws -> JSONValue {
        guard !request.method.ignoresBody else { return query(of: request.target) }
        let type = request.headers["Content-Type"] ?? ""
        guard type == "application/json" || type.hasPrefix("application/json;") else {
            throw ConsoleRefusal(.unsupportedMediaType)
        }
        let octets: Bytes
        do {
            octets = try await request.body.collect(upTo: bodyLimit)
        } catch BodyFailure.tooLarge {
            throw ConsoleRefusal(.bodyTooLarge)
        } catch {
            throw ConsoleRefusal(.unreadable)
        }
        if octets.isEmpty { return .object(JSONObject()) }
        guard let json = try? JSON.parse(octets), json.object != nil else {
            throw ConsoleRefusal(.unreadable)
        }
        return json
    }

    static func query(of target: RequestTarget) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = []
        for part in target.query.split(separator: UInt8(ascii: "&")) {
            let halves = part.split(
                separator: UInt8(ascii: "="),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard let name = text(halves[0]), !members.contains(where: { $0.name == name }),
                let value = halves.count > 1 ? text(halves[1]) : ""
            else { continue }
            members.append((name: name, value: .string(value)))
        }
        return .object(JSONObject(members))
    }

    private static func text(_ part: ArraySlice<UInt8>) -> String? {
        PercentCoding.decode(part, plusIsSpace: true).flatMap {
            String(validating: $0, as: UTF8.self)
        }
    }

    // MARK: Who asks

    /// The operator behind the cookie.
    /// - Throws: `ConsoleRefusal` where there is none, or not one that may come in.
    func caller(
        of request: Request,
        half: Bool = false,
        idle: Bool = false
    ) async throws -> ConsoleCaller {
        guard let token = SessionCookie(stage).token(of: request) else {
            throw ConsoleRefusal.unauthenticated
        }
        let hash = Self.hash(ofToken: token)
        let found = try await database.read { connection in
            try SessionStore(connection).find(token: hash).flatMap { session in
                try OperatorStore(connection).find(session.operatorID).map {
                    ConsoleCaller(person: $0, session: session)
                }
            }
        }
        guard let found, found.person.state == .on else { throw ConsoleRefusal.unauthenticated }
        let session = found.session
        switch session.span.standing(endsAt: session.endsAt, seenAt: session.seenAt, now: now) {
        case .good: break
        case .wantsPIN:
            guard idle else { throw ConsoleRefusal.pinRequired }
            return found
        case .over:
            try await database.write { try SessionStore($0).end(token: hash) }
            throw ConsoleRefusal.unauthenticated
        }
        guard session.span != .half || half else { throw ConsoleRefusal.unauthenticated }
        try await note(seen: found)
        return found
    }

    /// Once a minute is enough.
    private func note(seen caller: ConsoleCaller) async throws {
        let time = now
        guard time.milliseconds - caller.session.seenAt.milliseconds > 60_000 else { return }
        try await database.write { connection in
            try SessionStore(connection).note(seen: time, caller.session.tokenHash)
            try OperatorStore(connection).note(seen: time, caller.person.id)
        }
    }
}
