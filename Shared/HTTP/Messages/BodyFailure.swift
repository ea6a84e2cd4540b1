/// Why a body did not arrive whole.
public enum BodyFailure: Error, Sendable, Equatable {
    /// Longer than the reader's limit.
    case tooLarge
    /// Its framing broke the rules.
    case malformed
    /// The sender was slower than allowed.
    case timedOut
    /// The sender went away.
    case disconnected
    /// The server behind us failed.
    case upstream
}
