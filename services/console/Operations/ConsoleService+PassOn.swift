import ServiceKit
import Basics
import Contracts
import HTTP
import JSON
import Storage

/// Calls that a service answers: looked at for the right to them, noted, and passed on.
extension ConsoleService {
    /// JSON is read up to here, for the trail; the rest goes by unread.
    private static let readableBytes = 64 << 10

    func passOn(
        _ request: consuming Request,
        by caller: ConsoleCaller,
        _ requestID: String
    ) async throws -> Response {
        let route: Route
        let captures: [String: String]
        switch book.router.match(request.method, path: request.target.path) {
        case .found(let found, let parts, _): (route, captures) = (found, parts)
        case .methodNotAllowed: throw ConsoleRefusal(.methodNotAllowed)
        case .notFound: throw ConsoleRefusal.notFound
        }
        guard case .admin(let duties) = route.access else {
            return try await picture(request, route, requestID)
        }
        guard !caller.duties.isDisjoint(with: duties) else { throw ConsoleRefusal.forbidden }
        if StepUp.isNeeded(route), caller.provenUntil(at: now) == nil {
            throw ConsoleRefusal.stepUpRequired
        }
        guard request.method.ignoresBody || Self.isPassable(request) else {
            throw ConsoleRefusal(.unsupportedMediaType)
        }
        guard request.method.ignoresBody || (request.body.length ?? 0) <= route.bodyLimit else {
            throw ConsoleRefusal(.bodyTooLarge)
        }
        let body = try await Self.readable(&request)
        var call = trailCall(request, route, captures, body, caller, requestID)
        if StepUp.isForTwo(route) {
            return try await ask(request, route, &call, body, caller)
        }
        return try await passOn(request, route, call, caller, requestID)
    }

    private func passOn(
        _ request: Request,
        _ route: Route,
        _ call: TrailCall,
        _ caller: ConsoleCaller,
        _ requestID: String
    ) async throws -> Response {
        let isNoted = NotedLooks.contains(route)
        let time = clock.now
        let number =
            isNoted
            ? try await database.write { try TrailStore($0).begin(call, at: time) } : 0
        let response: Response
        do {
            response = try await passage.ask(
                route.service,
                request.method,
                request.target,
                headers: request.headers,
                body: request.body,
                requestID: requestID,
                by: caller.administrator
            )
        } catch {
            let status = (error as? ConsoleRefusal)?.status ?? 500
            if isNoted { try await end(number, status) }
            throw error
        }
        if isNoted { try await end(number, response.status.code) }
        return response
    }

    private func end(_ number: Int64, _ status: Int) async throws {
        let time = clock.now
        try await database.write { try TrailStore($0).end(number, status: Int64(status), at: time) }
    }

    /// Pictures prove themselves by their links; all that is asked for here is somebody logged in.
    private func picture(
        _ request: Request,
        _ route: Route,
        _ requestID: String
    ) async throws -> Response {
        try await passage.ask(
            route.service,
            .get,
            request.target,
            headers: request.headers,
            body: .empty,
            requestID: requestID,
            by: nil
        )
    }

    // MARK: For two

    /// Asks a second person instead of passing it on.
    private func ask(
        _ request: Request,
        _ route: Route,
        _ call: inout TrailCall,
        _ body: JSONValue,
        _ caller: ConsoleCaller
    ) async throws -> Response {
        let (time, noted) = (clock.now, call)
        let payload = JSONValue.of([
            "method": .string(request.method.description),
            "target": .string(request.target.description), "body": body,
        ]).octetsAsText
        let id = try await database.write { [self] connection in
            try note(noted, status: 202, in: connection)
            return try Self.ask(
                .passOn,
                payload,
                subject: noted.subject,
                summary: route.summary,
                reason: noted.reason,
                by: caller,
                at: time,
                in: connection
            )
        }
        return JSONValue.of(["approval": .string(id.description)]).response(.accepted)
    }

    /// Passes on what was approved, in the name of whoever has approved it just now.
    func passOnApproved(_ approval: ConsoleApproval, _ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        guard let payload = try? JSON.parse(Bytes(approval.payload.utf8)),
            let method = payload["method"]?.string.flatMap({ Method(token: $0.utf8) }),
            let target = payload["target"]?.string.flatMap({ RequestTarget($0) }),
            case .found(let route, let captures, _) = book.router.match(method, path: target.path)
        else { throw StorageError.corrupt }
        guard case .admin(let duties) = route.access, !caller.duties.isDisjoint(with: duties) else {
            throw ConsoleRefusal.forbidden
        }
        let body = payload["body"] ?? .null
        var request = Request(method: method, target: target)
        if body != .null {
            request.headers.add("Content-Type", "application/json")
            request.body = .bytes(body.octets)
        }
        let noted = trailCall(request, route, captures, body, caller, call.requestID)
        return try await passOn(request, route, noted, caller, call.requestID)
    }

    // MARK: What the trail is told

    /// A small body of JSON, which stays in the request; null for anything else.
    private static func readable(_ request: inout Request) async throws -> JSONValue {
        guard !request.method.ignoresBody,
            (request.headers["Content-Type"] ?? "").hasPrefix("application/json"),
            let length = request.body.length, length <= readableBytes
        else { return .null }
        do {
            let octets = try await request.body.collect(upTo: readableBytes)
            request.body = .bytes(octets)
            return (try? JSON.parse(octets)) ?? .null
        } catch {
            throw ConsoleRefusal(.unreadable)
        }
    }

    /// A form is what any site could send; the rest a browser asks about first.
    private static func isPassable(_ request: borrowing Request) -> Bool {
        guard let type = request.headers["Content-Type"] else { return true }
        let word = type.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        return ["application/json", "text/csv", "multipart/form-data"].contains(word)
    }

    private func trailCall(
        _ request: borrowing Request,
        _ route: Route,
        _ captures: [String: String],
        _ body: JSONValue,
        _ caller: ConsoleCaller,
        _ requestID: String
    ) -> TrailCall {
        let query = Self.query(of: request.target)
        let given = body.object == nil ? query : body
        let parts = captures.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return TrailCall(
            operatorID: caller.person.label,
            operatorName: caller.person.name,
            session: caller.session.id.rawValue,
            address: BrowserAddress(request).text,
            method: request.method.description,
            path: route.pattern,
            service: route.service.rawValue,
            subject: parts.isEmpty ? TrailFields.subject(given) : parts.joined(separator: ","),
            reason: String((given["reason"]?.string ?? "").prefix(500)),
            fields: TrailFields(digest: digest).text(
                given,
                isMedical: route.pattern.hasPrefix("/admin/points/audits"),
                type: body == .null ? request.headers["Content-Type"] : nil,
                length: request.body.length
            ),
            requestID: requestID
        )
    }
}
