/// What a router says to a method and a path.
public enum RouteMatch<Value: Sendable>: Sendable {
    /// The value, what stood in the place of the captures (percent-decoded), and the pattern.
    case found(Value, captures: [String: String], pattern: String)
    /// The path is known, but not with this method.
    case methodNotAllowed(allow: [Method])
    /// No such path.
    case notFound
}
