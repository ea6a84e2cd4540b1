import HTTP
public import HTTPClient

/// Why another process of ours gave no answer.
public enum InternalFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// It is not there; nothing was sent.
    case unreachable(Unanswered)
    /// Not in time; it may have happened all the same.
    case timedOut
    /// What came is no answer that we understand.
    case brokenAnswer
    /// The connection ended; it may have happened all the same.
    case disconnected

    init(_ failure: ClientFailure, at address: Address) {
        switch failure {
        case .unreachable, .malformedRequest, .cancelled:
            self = .unreachable(Unanswered(address, failure))
        case .timedOut: self = .timedOut
        case .brokenAnswer, .tooLarge: self = .brokenAnswer
        case .disconnected, .body: self = .disconnected
        }
    }

    /// What a call fails with that was not replaced in a test.
    public static let unstubbed = InternalFailure.unreachable(.unstubbed)

    /// Whether it is not there, and nothing was sent.
    public var isUnreachable: Bool {
        if case .unreachable = self { true } else { false }
    }

    /// For the log.
    public var description: String {
        switch self {
        case .unreachable(let unanswered): unanswered.description
        case .timedOut: "no answer in time"
        case .brokenAnswer: "no answer that we understand"
        case .disconnected: "the connection ended without an answer"
        }
    }
}
