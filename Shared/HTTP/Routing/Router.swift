/// Leads a method and a path to a value.
///
/// Segments are compared octet by octet, without decoding: another spelling of a path is another
/// path. One final slash is ignored; an empty or dotted segment never matches. `{name}` captures
/// one segment. A literal goes before a capture, `HEAD` falls back to `GET`.
public struct Router<Value: Sendable>: Sendable {
    private var table = RouteTable()
    private var values: [Value] = []

    /// A router without routes.
    public init() {}

    /// The number of routes.
    public var count: Int { values.count }

    /// Adds a route. Two routes at one address are an error, and so is a malformed pattern.
    public mutating func add(
        _ method: Method,
        _ pattern: String,
        _ value: Value
    ) throws(RouterConflict) {
        try table.add(method, pattern, number: values.count)
        values.append(value)
    }

    /// Where `method` and `path`, the latter without its query, lead.
    public func match(_ method: Method, path: ArraySlice<UInt8>) -> RouteMatch<Value> {
        switch table.match(method, path) {
        case .found(let number, let captures, let pattern):
            .found(values[number], captures: captures, pattern: pattern)
        case .methodNotAllowed(let allow): .methodNotAllowed(allow: allow)
        case .notFound: .notFound
        }
    }

    /// The same for a path in any collection.
    public func match(_ method: Method, path: some Collection<UInt8>) -> RouteMatch<Value> {
        match(method, path: ArraySlice(path))
    }
}
