public import HTTP

/// The address of a handler that speaks none of our contracts.
public struct RawRoute: Sendable, Hashable, CustomStringConvertible {
    /// The method; a GET also serves HEAD.
    public let method: Method
    /// The path, with `{name}` for a segment that varies.
    public let pattern: String

    /// `GET`, and with it `HEAD`.
    public static func get(_ pattern: String) -> RawRoute {
        RawRoute(method: .get, pattern: pattern)
    }

    /// `POST`.
    public static func post(_ pattern: String) -> RawRoute {
        RawRoute(method: .post, pattern: pattern)
    }

    /// `PUT`.
    public static func put(_ pattern: String) -> RawRoute {
        RawRoute(method: .put, pattern: pattern)
    }

    /// `DELETE`.
    public static func delete(_ pattern: String) -> RawRoute {
        RawRoute(method: .delete, pattern: pattern)
    }

    /// `POST /sandbox/code`
    public var description: String { "\(method) \(pattern)" }
}
