public import HTTP

/// Why there is no answer.
public enum ClientFailure: Error, Sendable, Equatable {
    /// No connection; not an octet of the request was sent.
    case unreachable
    /// Not answered in time. The request may have been carried out.
    case timedOut
    /// What came is no answer in HTTP, or broke off.
    case brokenAnswer
    /// The connection ended without an answer. The request may have been carried out.
    case disconnected
    /// The answer is longer than the request allows.
    case tooLarge
    /// The task was cancelled, or the client closed.
    case cancelled
    /// The request cannot be written: its target has octets that no request line may have.
    case malformedRequest
    /// The request's own body failed.
    case body(BodyFailure)
}
