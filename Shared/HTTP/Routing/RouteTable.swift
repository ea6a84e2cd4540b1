import Basics

/// Which route a method and a path lead to. Routes are numbers here, so that the search is the
/// same code for every router.
struct RouteTable: Sendable {
    struct Place: Sendable {
        let pattern: RoutePattern
        var routes: [(method: Method, number: Int)]
    }

    /// Paths without captures: one look into a table.
    private var literals: [ArraySlice<UInt8>: Place] = [:]
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
        if parsed.hasCaptures {
            var places = shapes[parsed.segments.count] ?? []
            if let index = places.firstIndex(where: { $0.pattern.covers(parsed) }) {
                try Self.add(method, pattern, number, to: &places[index])
            } else {
                places.append(Place(pattern: parsed, routes: [(method, number)]))
                places.sort { Self.isMoreLiteral($0.pattern, $1.pattern) }
            }
            shapes[parsed.segments.count] = places
        } else {
            let path = parsed.literalPath[...]
            var place = literals[path] ?? Place(pattern: parsed, routes: [])
            try Self.add(method, pattern, number, to: &place)
            literals[path] = place
        }
    }

    func match(_ method: Method, _ path: ArraySlice<UInt8>) -> RouteMatch<Int> {
        guard path.first == .slash else { return .notFound }
        let path = RoutePath.withoutFinalSlash(path)
        var allowed: [Method] = []
        if let place = literals[path] {
            if let number = Self.number(method, in: place) {
                return .found(number, captures: [:], pattern: place.pattern.text)
            }
            allowed = place.routes.map(\.method)
        }
        let segments = RoutePath.segments(path)
        for place in shapes[segments.count] ?? [] {
            guard let captures = place.pattern.captures(in: segments) else { continue }
            if let number = Self.number(method, in: place) {
                return .found(number, captures: captures, pattern: place.pattern.text)
            }
            allowed += place.routes.map(\.method)
        }
        return allowed.isEmpty ? .notFound : .methodNotAllowed(allow: Self.allow(allowed))
    }

    /// `HEAD` is answered wherever `GET` is.
    private static func number(_ method: Method, in place: Place) -> Int? {
        if let route = place.routes.first(where: { $0.method == method }) { return route.number }
        guard method == .head else { return nil }
        return place.routes.first { $0.method == .get }?.number
    }

    private static func allow(_ methods: [Method]) -> [Method] {
        var unique: [Method] = []
        for method in methods + (methods.contains(.get) ? [.head] : [])
        where !unique.contains(method) {
            unique.append(method)
        }
        return unique
    }

    private static func add(
        _ method: Method,
        _ pattern: String,
        _ number: Int,
        to place: inout Place
    ) throws(RouterConflict) {
        guard !place.routes.contains(where: { $0.method == method }) else {
            throw RouterConflict(
                method: method,
                pattern: pattern,
                reason: .taken(by: place.pattern.text)
            )
        }
        place.routes.append((method, number))
    }

    /// The first segment in which two patterns differ in kind decides: a literal goes first.
    private static func isMoreLiteral(_ left: RoutePattern, _ right: RoutePattern) -> Bool {
        for pair in zip(left.segments, right.segments) {
            switch pair {
            case (.literal, .capture): return true
            case (.capture, .literal): return false
            default: continue
            }
        }
        return false
    }
}
