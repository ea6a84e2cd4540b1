import Basics
import Contracts
import HTTP
import HTTPClient
import ServiceKit

/// The way on to a service: a new request, signed with who is at work, and its answer.
struct Passage: Sendable {
    typealias Send =
        @Sendable (ClientRequest, Upstream) async throws(ClientFailure) -> ClientResponse

    let upstreams: [ServiceName: Upstream]
    let keys: InternalKeys
    /// The real clock: it is about freshness.
    let clock: Clock
    let send: Send

    private static let connectMilliseconds = 1000
    private static let answerMilliseconds = 15_000
    /// The fields that mean something to a service, or to a browser.
    private static let there = ["Accept", "Content-Type", "Idempotency-Key", "If-None-Match"]
    private static let back = [
        "Content-Type", "Content-Disposition", "ETag", "Last-Modified", "Retry-After",
    ]

    /// What the service answers, untouched but for its fields.
    func ask(
        _ service: ServiceName,
        _ method: Method,
        _ target: RequestTarget,
        headers given: HeaderFields,
        body: Body,
        requestID: String,
        by administrator: Operator?
    ) async throws -> Response {
        guard let upstream = upstreams[service] else { throw ConsoleRefusal(.unavailable) }
        var headers = HeaderFields()
        for name in Self.there {
            if let value = given[name] { headers.add(name, value) }
        }
        keys.sign(
            &headers,
            method: method,
            target: target.raw,
            requestID: requestID,
            administrator: administrator?.header() ?? "",
            body: nil,
            now: clock.now()
        )
        var outgoing = ClientRequest(
            method: method,
            address: upstream.addresses[0],
            target: String(decoding: target.octets, as: UTF8.self),
            headers: headers,
            body: method.ignoresBody ? .empty : body
        )
        outgoing.connectMilliseconds = Self.connectMilliseconds
        outgoing.totalMilliseconds = Self.answerMilliseconds
        outgoing.stallMilliseconds = Self.answerMilliseconds
        outgoing.acceptsUnframedBody = false
        outgoing.isInternal = true
        let answer: ClientResponse
        do throws(ClientFailure) {
            answer = try await send(outgoing, upstream)
        } catch {
            throw Self.refusal(error)
        }
        guard !answer.headers.contains(InternalHeader.unproven) else {
            throw ConsoleRefusal(.upstreamBroken)
        }
        var fields = HeaderFields()
        for name in Self.back {
            if let value = answer.headers[name] { fields.add(name, value) }
        }
        return Response(Status(code: answer.status), headers: fields, body: answer.body)
    }

    private static func refusal(_ failure: ClientFailure) -> ConsoleRefusal {
        switch failure {
        case .unreachable: ConsoleRefusal(.unavailable, retryAfterSeconds: 1)
        case .timedOut: ConsoleRefusal(.upstreamTimedOut)
        case .body(.tooLarge): ConsoleRefusal(.bodyTooLarge)
        case .body: ConsoleRefusal(.unreadable)
        case .brokenAnswer, .disconnected, .tooLarge, .cancelled, .malformedRequest:
            ConsoleRefusal(.upstreamBroken)
        }
    }
}
