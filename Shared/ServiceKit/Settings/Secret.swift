/// A value that no log line, error or description may show.
public struct Secret<Value: Sendable>: Sendable, CustomStringConvertible,
    CustomDebugStringConvertible, CustomReflectable
{
    private let value: Value

    /// Wraps a value.
    public init(_ value: Value) {
        self.value = value
    }

    /// The value itself, for the one who uses it.
    public func reveal() -> Value { value }

    /// Says that there is something, not what.
    public var description: String { "redacted" }

    /// Says that there is something, not what.
    public var debugDescription: String { "redacted" }

    /// Shows nothing to `dump` and string interpolation of structures around it.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
