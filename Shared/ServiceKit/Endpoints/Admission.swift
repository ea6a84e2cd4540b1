import Basics
import Contracts
import HTTP

/// Checks what a request claims about where it comes from and who is calling.
struct Admission: Sendable {
    let keys: InternalKeys
    /// The real clock: freshness is not the domain's business.
    let clock: Clock

    /// Who makes a call. Where the signature covers the body, it is read and stays in the call.
    func caller(
        _ call: inout IncomingCall,
        _ access: Access,
        signsBody: Bool,
        bodyLimit: Int
    ) async throws(TransportFailure) -> Caller {
        var body: Bytes?
        if signsBody, access != .everybody {
            body = try await call.request.collectBody(upTo: bodyLimit)
        }
        return Caller(
            identity: try admit(call.request, access, requestID: call.requestID, body: body),
            requestID: call.requestID,
            remote: call.request.remote,
            headers: call.request.headers,
            captures: call.captures
        )
    }

    /// The proven identity, nil on an open interface without one. `body` is the whole body where
    /// the signature covers it.
    private func admit(
        _ request: Request,
        _ access: Access,
        requestID: String,
        body: Bytes?
    ) throws(TransportFailure) -> Identity? {
        guard access != .everybody else { return nil }
        let header = request.headers[InternalHeader.identity] ?? ""
        try check(request, identity: header, requestID: requestID, body: body)
        guard !header.isEmpty else {
            if access == .identity { throw .unauthenticated }
            return nil
        }
        guard let identity = IdentityCache.identity(header: header) else { throw .unauthenticated }
        return identity
    }

    private func check(
        _ request: Request,
        identity: String,
        requestID: String,
        body: Bytes?
    ) throws(TransportFailure) {
        guard let signature = request.headers[InternalHeader.signature],
            let timestamp = request.headers[InternalHeader.timestamp],
            let seconds = Int64(timestamp),
            isFresh(seconds)
        else { throw .unauthenticated }
        let call = SignedCall(
            method: request.method,
            target: request.target.octets,
            requestID: requestID,
            timestamp: timestamp,
            identity: identity,
            body: body
        )
        guard keys.verify(call, signature: signature) else { throw .unauthenticated }
    }

    private func isFresh(_ seconds: Int64) -> Bool {
        let (age, overflow) = clock.now().seconds.subtractingReportingOverflow(seconds)
        return !overflow && age.magnitude <= UInt64(InternalKeys.freshSeconds)
    }
}
