import Basics
import Contracts
import HTTP
import HTTPClient
import ServiceKit

/// Asks a service in the client's place. A new request is written, from what was understood of the
/// client's; nothing of it is passed on as it came.
struct Proxy: Sendable {
    let http: HTTPClient
    let limiters: [ServiceName: ConcurrencyLimiter]
    let keys: InternalKeys
    /// The real clock: it is about freshness.
    let clock: Clock
    /// By service: questions without an answer.
    let failures: LabelledCounter
    /// Told of services that do not believe us.
    let watch: ProofWatch
    /// Told of sessions that auth has just changed.
    let changed: @Sendable (_ sid: String) -> Void
    /// Told of log-ins that have failed, and of who was refused for a limit.
    let limits: Limits

    private static let connectMilliseconds = 1000
    private static let answerMilliseconds = 10_000

    /// Why there is no answer of the service's: what is told, and what the log is told.
    struct Failure: Error {
        let failure: TransportFailure
        var cause: String?

        init(_ failure: TransportFailure, cause: String? = nil) {
            self.failure = failure
            self.cause = cause
        }
    }

    /// The service's answer, or why there is none.
    func forward(
        _ request: consuming Request,
        _ context: ForwardContext
    ) async throws(Failure) -> Response {
        guard let limiter = limiters[context.service] else {
            throw Failure(.unavailable, cause: "the gateway knows no such service")
        }
        var body = Body.empty
        if Self.carriesBody(request.method) {
            body = request.body
        } else if case .stream(_, let source) = request.body {
            try await Self.drop(source)
        }
        let isStreaming = if case .stream = body { true } else { false }
        let isForEverybody = context.isForEverybody
        guard limiter.enter(streaming: isStreaming, forEverybody: isForEverybody) else {
            limits.note(.inFlight)
            throw Failure(.unavailable, cause: "as many requests as may be are under way there")
        }
        defer { limiter.leave(streaming: isStreaming, forEverybody: isForEverybody) }
        let answer: ClientResponse
        do throws(ClientFailure) {
            answer = try await http.send(outgoing(request, context, body), to: limiter.upstream)
        } catch {
            if error != .cancelled { failures.add(context.service.rawValue) }
            let places = limiter.upstream.addresses.map(\.description).joined(separator: ", ")
            throw Failure(TransportFailure(error), cause: "\(places): \(error)")
        }
        if let text = answer.headers[InternalHeader.unproven], let call = UnprovenCall(text) {
            watch.note(call, by: context.service)
            throw Failure(.upstreamBroken, cause: "the service refuses our proof")
        }
        let isAuths = context.service == .auth
        if isAuths {
            note(answer.headers)
            if answer.headers.contains(InternalHeader.loginRefused) {
                limits.noteFailedLogin(from: context.address)
            }
        }
        var response = response(answer, to: request.method, mayHoldToken: isAuths)
        if request.method != .head, case .stream(let length, let source) = response.body {
            let answers = limiter.largeAnswers
            guard answers.enter(context.address) else {
                source.cancel()
                limits.note(.largeAnswers)
                throw Failure(.unavailable, cause: "as many answers as may be are being read")
            }
            let body = PlacedBody(source, to: context.address, among: answers)
            response.body = .stream(length: length, body)
        }
        return response
    }

    private func outgoing(
        _ request: Request,
        _ context: ForwardContext,
        _ body: Body
    ) -> ClientRequest {
        var headers = HeaderHygiene.forwarded(request.headers)
        headers.add("X-Forwarded-For", context.address.text)
        headers.add("X-Forwarded-Proto", context.isSecure ? "https" : "http")
        sign(&headers, request, context)
        var outgoing = ClientRequest(
            method: request.method,
            address: .unix(path: "/"),
            target: String(decoding: request.target.octets, as: UTF8.self),
            headers: headers,
            body: body
        )
        outgoing.connectMilliseconds = Self.connectMilliseconds
        outgoing.totalMilliseconds = Self.answerMilliseconds
        outgoing.stallMilliseconds = Self.answerMilliseconds
        outgoing.acceptsUnframedBody = false
        outgoing.isInternal = true
        // Two that arrive are carried out once.
        if request.headers.contains("idempotency-key") { outgoing.repeatable = true }
        return outgoing
    }

    private func sign(_ headers: inout HeaderFields, _ request: Request, _ context: ForwardContext)
    {
        var timestamp: Bytes = []
        DecimalDigits.append(clock.now().seconds, to: &timestamp)
        let call = SignedCall(
            method: request.method,
            target: request.target.octets,
            requestID: Bytes(context.requestID.utf8)[...],
            timestamp: timestamp[...],
            identity: context.identity[...],
            administrator: context.administrator[...]
        )
        keys.addProof(of: call, to: &headers)
    }

    private static func carriesBody(_ method: Method) -> Bool {
        method == .post || method == .put || method == .patch
    }

    /// A body means nothing on most methods: it is read, so that the next request is found behind
    /// it, and dropped.
    private static func drop(_ source: any BodySource) async throws(Failure) {
        do throws(BodyFailure) {
            while try await source.next() != nil {}
        } catch {
            throw Failure(TransportFailure(reading: error))
        }
    }

    /// What auth says may hold a token, which nobody on the way keeps or reads as something else.
    private func response(
        _ answer: ClientResponse,
        to method: Method,
        mayHoldToken: Bool
    ) -> Response {
        let status = Status(code: answer.status)
        var body = answer.body
        if method == .head, let length = answer.headers["content-length"].flatMap({ Int($0) }) {
            // Only announced, never sent.
            body = .stream(length: length, NothingToRead())
        }
        var headers = HeaderHygiene.returned(answer.headers)
        if mayHoldToken {
            if !headers.contains("cache-control") { headers.add("Cache-Control", "no-store") }
            headers.set("X-Content-Type-Options", "nosniff")
        }
        return Response(status, headers: headers, body: body)
    }

    private func note(_ headers: HeaderFields) {
        guard headers.contains(InternalHeader.sessionChanged) else { return }
        for value in headers.all(InternalHeader.sessionChanged) {
            for sid in value.split(separator: ",") {
                let sid = String(sid.filter { $0 != " " })
                if TokenClaims.isSession(sid) { changed(sid) }
            }
        }
    }
}

/// The body of an answer to HEAD.
private final class NothingToRead: BodySource {
    func next() async throws(BodyFailure) -> Bytes? { nil }
    func cancel() {}
}
