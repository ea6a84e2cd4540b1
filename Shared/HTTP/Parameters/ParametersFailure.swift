/// Why the parameters of a request could not be read.
public enum ParametersFailure: Error, Sendable, Equatable {
    /// Query or body break the rules of their format, or name a parameter twice: 400.
    case unreadable
    /// The body is longer than the endpoint allows: 413.
    case tooLarge
    /// A body of a kind that holds no parameters: 415.
    case unsupportedMediaType
    /// The body did not arrive whole.
    case body(BodyFailure)
    /// A file could not be put down while it came in: our fault.
    case unspooled

    init(_ failure: BodyFailure) {
        self = failure == .tooLarge ? .tooLarge : .body(failure)
    }
}
