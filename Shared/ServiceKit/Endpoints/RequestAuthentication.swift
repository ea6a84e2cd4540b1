import Basics
import Contracts
import HTTP

/// Checks what a request claims about where it comes from and who is calling.
struct RequestAuthentication: Sendable {
    let keys: InternalKeys
    /// The real clock: freshness is not the domain's business.
    let clock: Clock

    /// Who makes a call. Where the signature covers the body, that is at hand already.
    func proof(
        of request: Request,
        _ access: Access,
        signsBody: Bool
    ) throws(TransportFailure) -> RequestProof {
        guard access != .everybody else { return .nobody }
        let identity = request.headers.octets(InternalHeader.identity) ?? []
        let administrator = request.headers.octets(InternalHeader.operator) ?? []
        try check(
            request,
            identity: identity,
            administrator: administrator,
            body: signsBody ? request.body.atHand ?? [] : nil
        )
        switch access {
        case .everybody, .service: return .nobody
        case .identity:
            guard let identity = IdentityCache.identity(header: identity) else {
                throw .unauthenticated
            }
            return .identity(identity)
        case .open:
            guard !identity.isEmpty else { return .nobody }
            guard let identity = IdentityCache.identity(header: identity) else {
                throw .unauthenticated
            }
            return .identity(identity)
        case .admin(let duties):
            let header = String(decoding: administrator, as: UTF8.self)
            guard let administrator = Operator(header: header) else { throw .unauthenticated }
            guard administrator.has(oneOf: duties) else { throw .forbidden }
            return .administrator(administrator)
        }
    }

    private func check(
        _ request: Request,
        identity: ArraySlice<UInt8>,
        administrator: ArraySlice<UInt8>,
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
            administrator: administrator,
            body: body
        )
        guard keys.verify(call, signature: signature) else { throw .unauthenticated }
    }

    private func isFresh(_ seconds: Int64) -> Bool {
        let (age, overflow) = clock.now().seconds.subtractingReportingOverflow(seconds)
        return !overflow && age.magnitude <= UInt64(InternalKeys.freshSeconds)
    }
}
