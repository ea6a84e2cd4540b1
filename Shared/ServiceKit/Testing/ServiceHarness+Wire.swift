import Basics
import HTTP
package import HTTPClient
import Loops

extension ServiceHarness {
    /// A call as it would go over the wire; what breaks off there breaks off here.
    package func exchange(
        _ call: ClientRequest
    ) async throws(ClientFailure) -> ClientResponse {
        guard let target = RequestTarget(call.target) else { throw .malformedRequest }
        let request = Request(
            method: call.method,
            target: target,
            headers: call.headers,
            body: call.body
        )
        let response = await respond(to: request)
        do {
            let body = try await response.body.collect(upTo: 64 << 20)
            observe(request, response, body)
            return ClientResponse(
                status: response.status.code,
                headers: response.headers,
                body: .bytes(body)
            )
        } catch {
            throw .disconnected
        }
    }
}

/// A service that calls arrive at which is made after whoever calls it.
package final class LateHarness: Sendable {
    private let held = Locked<ServiceHarness?>(nil)

    /// Nobody is there yet.
    package init() {}

    /// From now on calls arrive there.
    package func set(_ harness: ServiceHarness) { held.withLock { $0 = harness } }

    /// `unreachable` as long as nobody is there.
    package func exchange(
        _ request: ClientRequest
    ) async throws(ClientFailure) -> ClientResponse {
        guard let harness = held.withLock({ $0 }) else { throw .unreachable(.refused) }
        return try await harness.exchange(request)
    }
}
