import HTTPClient

/// Why another process of ours gave no answer.
public enum InternalFailure: Error, Sendable, Equatable {
    /// It is not there; nothing was sent.
    case unreachable
    /// Not in time; it may have happened all the same.
    case timedOut
    /// What came is no answer that we understand.
    case brokenAnswer
    /// The connection ended; it may have happened all the same.
    case disconnected

    init(_ failure: ClientFailure) {
        switch failure {
        case .unreachable, .malformedRequest, .cancelled: self = .unreachable
        case .timedOut: self = .timedOut
        case .brokenAnswer, .tooLarge: self = .brokenAnswer
        case .disconnected, .body: self = .disconnected
        }
    }
}
