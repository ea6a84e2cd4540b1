public import Basics
import HTTP
public import HTTPClient

/// Signed calls to another process of ours.
public struct InternalClient: Sendable {
    /// Where it is found.
    public let upstream: Upstream
    let http: HTTPClient
    let keys: InternalKeys
    /// The real clock.
    let clock: Clock
    let random: RandomSource
    let failures: LabelledCounter

    /// Longest answer, in octets.
    private static let maximumBytes = 4 << 20

    /// Asks; once more when the connection was lost. `target` is path and query.
    public func get(
        _ target: String,
        milliseconds: Int = 5000
    ) async throws(InternalFailure) -> InternalAnswer {
        do throws(InternalFailure) {
            return try await send(.get, target, [], milliseconds)
        } catch {
            guard error == .disconnected || error.isUnreachable else { throw error }
            return try await send(.get, target, [], milliseconds)
        }
    }

    /// Sends a JSON body, once: whether it happened is open after every failure but `unreachable`.
    public func post(
        _ target: String,
        _ body: Bytes,
        milliseconds: Int = 5000
    ) async throws(InternalFailure) -> InternalAnswer {
        try await send(.post, target, body, milliseconds)
    }

    private func send(
        _ method: Method,
        _ target: String,
        _ body: Bytes,
        _ milliseconds: Int
    ) async throws(InternalFailure) -> InternalAnswer {
        var headers = HeaderFields()
        if method != .get { headers.add("Content-Type", "application/json") }
        keys.sign(
            &headers,
            method: method,
            target: Bytes(target.utf8),
            requestID: RequestScope.requestID ?? Hex.encode(random.bytes(16)),
            identity: "",
            body: body,
            now: clock.now()
        )
        var request = ClientRequest(
            method: method,
            address: upstream.addresses[0],
            target: target,
            headers: headers,
            body: body.isEmpty ? .empty : .bytes(body)
        )
        request.isInternal = true
        request.totalMilliseconds = milliseconds
        request.maximumResponseBytes = Self.maximumBytes
        do {
            return try await receive(request)
        } catch {
            failures.add(upstream.name)
            throw error
        }
    }

    private func receive(
        _ request: ClientRequest
    ) async throws(InternalFailure) -> InternalAnswer {
        let response: ClientResponse
        do throws(ClientFailure) {
            response = try await http.send(request, to: upstream)
        } catch {
            throw InternalFailure(error, at: request.address)
        }
        do throws(BodyFailure) {
            let body = try await response.body.collect(upTo: Self.maximumBytes)
            return InternalAnswer(status: response.status, headers: response.headers, body: body)
        } catch {
            throw error == .timedOut ? .timedOut : .brokenAnswer
        }
    }
}
