import Basics
import Contracts
import HTTP

/// Why nobody is known to be calling.
enum ProofProblem: Error, Equatable {
    case transport(TransportFailure)
    case unproven(UnprovenCall)
}

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
    ) throws(ProofProblem) -> RequestProof {
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
                throw .transport(.unauthenticated)
            }
            return .identity(identity)
        case .open:
            guard !identity.isEmpty else { return .nobody }
            guard let identity = IdentityCache.identity(header: identity) else {
                throw .transport(.unauthenticated)
            }
            return .identity(identity)
        case .admin(let duties):
            let header = String(decoding: administrator, as: UTF8.self)
            guard let administrator = Operator(header: header) else {
                throw .transport(.unauthenticated)
            }
            guard administrator.has(oneOf: duties) else { throw .transport(.forbidden) }
            return .administrator(administrator)
        }
    }

    private func check(
        _ request: Request,
        identity: ArraySlice<UInt8>,
        administrator: ArraySlice<UInt8>,
        body: Bytes?
    ) throws(ProofProblem) {
        guard let signature = request.headers.octets(InternalHeader.signature),
            let timestamp = request.headers.octets(InternalHeader.timestamp),
            let seconds = DecimalDigits.value(of: timestamp),
            let requestID = request.headers.octets(InternalHeader.requestID)
        else { throw .transport(.unauthenticated) }
        let call = SignedCall(
            method: request.method,
            target: request.target.octets,
            requestID: requestID,
            timestamp: timestamp,
            identity: identity,
            administrator: administrator,
            body: body
        )
        guard keys.verify(call, signature: signature) else { throw .unproven(.key) }
        // Only of a call that is ours it is said that its clock is wrong.
        let age = age(of: seconds)
        guard age.magnitude <= UInt64(InternalKeys.freshSeconds) else {
            throw .unproven(.clock(secondsAway: age))
        }
    }

    /// Seconds since then; no clock is older than the largest number.
    private func age(of seconds: Int64) -> Int64 {
        let (age, overflow) = clock.now().seconds.subtractingReportingOverflow(seconds)
        return overflow ? .max : age
    }
}
