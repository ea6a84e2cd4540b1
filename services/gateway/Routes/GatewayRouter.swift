import Contracts
import HTTP
import ServiceKit

/// Where a method and a path lead: to an address of the book, or nowhere.
struct GatewayRouter: Sendable {
    /// An address of the book with what is counted there.
    final class Place: Sendable {
        let route: Route
        let metrics: RouteMetrics

        init(_ route: Route, _ metrics: RouteMetrics) {
            self.route = route
            self.metrics = metrics
        }
    }

    /// What a request leads to.
    enum Match: Sendable {
        case found(Place)
        case methodNotAllowed(allow: [Method])
        case notFound
    }

    /// What is counted of requests that lead nowhere.
    let unrouted: RouteMetrics
    private let router: Router<Place>

    /// - Throws: `CompositionError` for two addresses in one place, or one that only our own
    ///   processes may call.
    init(_ routes: [Route], _ metrics: Metrics) throws(CompositionError) {
        unrouted = metrics.route("none")
        var router = Router<Place>()
        for route in routes {
            guard route.access != .service else {
                throw CompositionError("\(route) is not for the outside")
            }
            let place = Place(route, metrics.route(route.description))
            for (method, pattern) in route.places {
                do {
                    try router.add(method, pattern, place)
                } catch {
                    throw CompositionError("two endpoints at \(method) \(pattern)")
                }
            }
        }
        self.router = router
    }

    /// Octet by octet, with or without one final slash; a path that somebody could read in two ways
    /// leads nowhere.
    func match(_ method: Method, _ path: ArraySlice<UInt8>) -> Match {
        guard PathHygiene.isClean(path) else { return .notFound }
        return switch router.match(method, path: path) {
        case .found(let place, _, _): .found(place)
        case .methodNotAllowed(let allow): .methodNotAllowed(allow: allow)
        case .notFound: .notFound
        }
    }
}
