public import HTTP

/// Who asks, and what is known of the request beside its parameters.
public struct Caller<Principal: CallerPrincipal>: Sendable {
    /// The request's number through all processes.
    public let requestID: String
    /// The other end of the connection: the gateway, as a rule.
    public let remote: RemoteAddress?
    /// The fields of the request's head (`Referer` and `User-Agent` for log-ins).
    public let headers: HeaderFields
    /// Whether only the head of the answer is asked for.
    public let wantsHeadOnly: Bool
    let proof: RequestProof

    /// A caller of these parts, for tests and the adapter.
    package init(
        _ proof: RequestProof,
        requestID: String,
        remote: RemoteAddress? = nil,
        headers: HeaderFields = HeaderFields(),
        wantsHeadOnly: Bool = false
    ) {
        self.proof = proof
        self.requestID = requestID
        self.remote = remote
        self.headers = headers
        self.wantsHeadOnly = wantsHeadOnly
    }
}

/// What a request has proven of its caller.
package enum RequestProof: Sendable {
    case nobody
    case identity(Identity)
    case administrator(Operator)

    var identity: Identity? {
        if case .identity(let identity) = self { identity } else { nil }
    }

    /// Whose idempotency keys these are.
    var name: String {
        switch self {
        case .nobody: ""
        case .identity(let identity): "iid:\(identity.iid)"
        case .administrator(let administrator): "operator:\(administrator.id)"
        }
    }
}

extension Caller where Principal == Identity {
    /// Who is calling.
    public var identity: Identity {
        guard case .identity(let identity) = proof else {
            preconditionFailure("an endpoint that demands an identity was called without one")
        }
        return identity
    }
}

extension Caller where Principal == Identity? {
    /// Who is calling, if that is known.
    public var identity: Identity? { proof.identity }
}

extension Caller where Principal == Operator {
    /// The operator at work.
    public var administrator: Operator {
        guard case .administrator(let administrator) = proof else {
            preconditionFailure("an endpoint of the back office was called without an operator")
        }
        return administrator
    }
}
