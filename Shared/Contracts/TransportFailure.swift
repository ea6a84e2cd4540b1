public import HTTP

/// What went wrong outside of any business rule; the raw value is the HTTP status.
///
/// A closed set, spelled once per contract: no service writes 401 or 10007 by itself.
public enum TransportFailure: Int, Error, Sendable, CaseIterable {
    /// The body or a parameter cannot be read.
    case unreadable = 400
    /// No token, or one that proves nothing.
    case unauthenticated = 401
    /// Proven, but not allowed here.
    case forbidden = 403
    /// No such endpoint.
    case routeUnknown = 404
    /// The endpoint exists under other methods.
    case methodNotAllowed = 405
    /// The request did not arrive in time.
    case timedOut = 408
    /// The body exceeds its limit.
    case bodyTooLarge = 413
    /// The request line exceeds its limit.
    case targetTooLong = 414
    /// The body has a type that nobody here reads.
    case unsupportedMediaType = 415
    /// The idempotency key was used for another request.
    case keyReused = 422
    /// Too often; the answer carries `Retry-After`.
    case tooManyRequests = 429
    /// The header fields exceed their limit.
    case headTooLarge = 431
    /// A fault of ours.
    case internalFault = 500
    /// A process behind us answered nonsense, or nobody did.
    case upstreamBroken = 502
    /// May pass; the answer carries `Retry-After`.
    case unavailable = 503
    /// A process behind us did not answer in time.
    case upstreamTimedOut = 504

    /// The failure that a bare HTTP status stands for; nil for one that is none of these.
    public init?(status: Status) {
        self.init(rawValue: status.code)
    }

    /// The HTTP status of the answer.
    public var status: Status {
        switch self {
        case .unreadable: .badRequest
        case .unauthenticated: .unauthorized
        case .forbidden: .forbidden
        case .routeUnknown: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .timedOut: .requestTimeout
        case .bodyTooLarge: .contentTooLarge
        case .targetTooLong: .uriTooLong
        case .unsupportedMediaType: .unsupportedMediaType
        case .keyReused: Status(code: 422)
        case .tooManyRequests: .tooManyRequests
        case .headTooLarge: .requestHeaderFieldsTooLarge
        case .internalFault: .internalServerError
        case .upstreamBroken: .badGateway
        case .unavailable: .serviceUnavailable
        case .upstreamTimedOut: .gatewayTimeout
        }
    }
}
