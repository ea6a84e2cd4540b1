public import HTTP

/// An address of an endpoint: method and pattern, `/api/sign/` or `/files/{name}`.
public struct Route: Sendable, Hashable, CustomStringConvertible {
    /// The method; a GET also serves HEAD.
    public let method: Method
    /// The path, with `{name}` for a segment that varies. A final slash does not matter.
    public let pattern: String

    /// An address of any method.
    public init(_ method: Method, _ pattern: String) {
        self.method = method
        self.pattern = pattern
    }

    /// `GET`, and with it `HEAD`.
    public static func get(_ pattern: String) -> Route { Route(.get, pattern) }
    /// `POST`.
    public static func post(_ pattern: String) -> Route { Route(.post, pattern) }
    /// `PUT`.
    public static func put(_ pattern: String) -> Route { Route(.put, pattern) }
    /// `PATCH`.
    public static func patch(_ pattern: String) -> Route { Route(.patch, pattern) }
    /// `DELETE`.
    public static func delete(_ pattern: String) -> Route { Route(.delete, pattern) }

    /// `POST /api/sign/`
    public var description: String { "\(method) \(pattern)" }
}
