/// Why an operation did not happen: the domain said no, it may work later, or it is our fault.
public enum Failure<Refusal: Error & Sendable>: Error {
    /// The domain refuses; the caller is told which rule.
    case refused(Refusal)
    /// A fault that may pass (busy, full, a peer away): worth trying again after so many seconds.
    case unavailable(retryAfterSeconds: Int)
    /// A fault of ours, already logged where it was met.
    case fault
}

extension Failure: Equatable where Refusal: Equatable {}

extension Failure {
    /// The same failure with another word for the refusal.
    public func map<Other: Error & Sendable>(
        _ translate: (Refusal) -> Other
    ) -> Failure<Other> {
        switch self {
        case .refused(let refusal): .refused(translate(refusal))
        case .unavailable(let seconds): .unavailable(retryAfterSeconds: seconds)
        case .fault: .fault
        }
    }
}
