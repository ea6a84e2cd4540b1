import Basics
import Contracts
import HTTP

/// Checks what a request claims about where it comes from and who is calling.
struct RequestAuthentication: Sendable {
    let keys: InternalKeys
    /// The real clock: freshness is not the domain's business.
    let clock: Clock

    /// Who makes a call. Where the signature covers the body, that is at hand already.
    func caller(
        _ call: IncomingCall,
        _ access: Access,
        signsBody: Bool
    ) throws(TransportFailure) -> Caller {
        Caller(
            identity: try admit(call.request, access, signsBody: signsBody),
            requestID: call.requestID,
            remote: call.request.remote,
            headers: call.request.headers,
            captures: call.captures
        )
    }

    /// The proven identity, nil on an open endpoint without one.
    private func admit(
        _ request: Request,
        _ access: Access,
        signsBody: Bool
    ) throws(TransportFailure) -> Identity? {
        guard access != .everybody else { return nil }
        let header = request.headers.octets(InternalHeader.identity) ?? []
        try check(request, identity: header, body: signsBody ? request.body.atHand ?? [] : nil)
        guard !header.isEmpty else {
            if access == .identity { throw .unauthenticated }
            return nil
        }
        guard let identity = IdentityCache.identity(header: header) else { throw .unauthenticated }
        return identity
    }

    private func check(
        _ request: Request,
        identity: ArraySlice<UInt8>,
        body: Bytes?
    ) throws(TransportFailure) {
        guard let signature = request.headers.octets(InternalHeader.signature),
            let timestamp = request.headers.octets(InternalHeader.timestamp),
            let seconds = DecimalDigits.value(of: timestamp), isFresh(seconds),
            let requestID = request.headers.octets(InternalHeader.requestID)
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

extension IncomingCall {
    /// Takes the whole body into the request, for an endpoint where the signature covers it.
    mutating func collectSigned(
        _ access: Access,
        bodyLimit: Int
    ) async throws(TransportFailure) {
        guard access != .everybody else { return }
        try await request.collectBody(upTo: bodyLimit)
    }
}
