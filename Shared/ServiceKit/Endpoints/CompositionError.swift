/// A process is put together wrongly; stops its start with one line.
public struct CompositionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The line.
    public let description: String

    /// A mistake, in one line.
    public init(_ description: String) {
        self.description = description
    }
}
