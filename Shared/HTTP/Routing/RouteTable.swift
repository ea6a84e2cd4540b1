import Basics

/// Which route a method and a path lead to. Routes are numbers here, so that the search is the
/// same code for every router.
struct RouteTable: Sendable {
    struct Route: Sendable {
        let method: Method
        let pattern: RoutePattern
        let number: Int
    }

    /// The routes that match exactly the same paths; their captures may have other names.
    struct Place: Sendable {
        var routes: [Route]

        var pattern: RoutePattern? { routes.first?.pattern }

        /// `HEAD` is answered wherever `GET` is.
        func route(for method: Method) -> Route? {
            let own = routes.first { $0.method == method }
            return own ?? (method == .head ? routes.first { $0.method == .get } : nil)
        }
    }

    /// Paths without captures: one look into a table.
    private var literals: [PathKey: Place] = [:]
    /// Patterns with captures by their number of segments; those with literals first come first.
    private var shapes: [Int: [Place]] = [:]

    mutating func add(
        _ method: Method,
        _ pattern: String,
        number: Int
    ) throws(RouterConflict) {
        guard let parsed = RoutePattern(pattern) else {
            throw RouterConflict(method: method, pattern: pattern, reason: .malformed)
        }
        let route = Route(method: method, pattern: parsed, number: number)
        guard parsed.hasCaptures else {
            let path = parsed.literalPath[...]
            return try Self.add(route, to: &literals[PathKey(path), default: Place(routes: [])])
        }
        var places = shapes[parsed.segments.count] ?? []
        if let index = places.firstIndex(where: { $0.pattern?.covers(parsed) == true }) {
            try Self.add(route, to: &places[index])
        } else {
            places.append(Place(routes: [route]))
            places.sort { Self.isMoreLiteral($0.pattern, $1.pattern) }
        }
        shapes[parsed.segments.count] = places
    }

    func match(_ method: Method, _ path: ArraySlice<UInt8>) -> RouteMatch<Int> {
        guard path.first == .slash else { return .notFound }
        let path = RoutePath.withoutFinalSlash(path)
        var allowed: [Method] = []
        if let place = literals[PathKey(path)] {
            if let route = place.route(for: method) {
                return .found(route.number, captures: [:], pattern: route.pattern.text)
            }
            allowed = place.routes.map(\.method)
        }
        let segments = RoutePath.segments(path)
        for place in shapes[segments.count] ?? [] {
            guard place.pattern?.captures(in: segments) != nil else { continue }
            if let route = place.route(for: method) {
                let captures = route.pattern.captures(in: segments) ?? [:]
                return .found(route.number, captures: captures, pattern: route.pattern.text)
            }
            allowed += place.routes.map(\.method)
        }
        return allowed.isEmpty ? .notFound : .methodNotAllowed(allow: Self.allow(allowed))
    }

    private static func allow(_ methods: [Method]) -> [Method] {
        var unique: [Method] = []
        for method in methods + (methods.contains(.get) ? [.head] : [])
        where !unique.contains(method) {
            unique.append(method)
        }
        return unique
    }

    private static func add(_ route: Route, to place: inout Place) throws(RouterConflict) {
        if let other = place.routes.first(where: { $0.method == route.method }) {
            throw RouterConflict(
                method: route.method,
                pattern: route.pattern.text,
                reason: .taken(by: other.pattern.text)
            )
        }
        place.routes.append(route)
    }

    /// The first segment in which two patterns differ in kind decides: a literal goes first.
    private static func isMoreLiteral(_ left: RoutePattern?, _ right: RoutePattern?) -> Bool {
        for pair in zip(left?.segments ?? [], right?.segments ?? []) {
            switch pair {
            case (.literal, .capture): return true
            case (.capture, .literal): return false
            default: continue
            }
        }
        return false
    }
}
