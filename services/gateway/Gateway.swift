import Basics
import Contracts
import Crypto
import HTTP
import HTTPClient
import ServiceKit

/// The only door: finds out who is calling and whether it may, and asks a service in its place.
struct Gateway: Sendable {
    let router: GatewayRouter
    let authenticator: Authenticator
    /// Nil unless the legacy setting is on.
    let legacyOpenID: LegacyOpenIDAuth?
    let limits: Limits
    let proxy: Proxy
    let numbers: RequestNumber
    let adminKey: Secret<Bytes>
    /// Whose `X-Forwarded-For` is believed.
    var trustedProxies = TrustedProxies.none
    /// Whose pages may call in a browser.
    var crossOrigin = CrossOrigin()
    /// Whether lines say where a request came from, shortened to its network.
    var logsAddresses = true
    /// The value of `Strict-Transport-Security`; empty for none.
    var hsts = ""
    let log: Logger
    let rejectedLines = LineQuota()
    let unansweredLines = LineQuota()
    /// How long somebody waits who has brought a wrong key of the back office.
    private static let wrongKeyMilliseconds = 500
    private static let keyOperator = Bytes(Operator.key.header().utf8)

    /// Answers a request of the public side.
    func answer(_ request: consuming Request) async -> Response {
        let origin = crossOrigin.origin(of: request)
        var response: Response
        if origin != nil, let preflight = crossOrigin.preflight(request, isKnown: isKnown) {
            response = preflight
        } else {
            response = await answerItself(request)
        }
        crossOrigin.mark(&response, for: origin)
        return response
    }

    private func isKnown(_ method: Method, _ path: ArraySlice<UInt8>) -> Bool {
        if case .found = router.match(method, path) { true } else { false }
    }

    private func answerItself(_ request: consuming Request) async -> Response {
        let began = SystemTime.monotonicNanoseconds()
        let requestID = numbers.of(request)
        let target = request.target
        let address = ClientAddress(request, trusting: trustedProxies)
        let isSecure = request.isSecure
        var place: GatewayRouter.Place?
        var response: Response
        var failure: TransportFailure?
        var cause: String?
        do throws(Refusal) {
            let found = try find(request)
            place = found
            response = try await answer(request, found.route, address, requestID)
        } catch {
            if Task.isCancelled {
                response = Response(.clientGone)
            } else {
                failure = error.failure
                cause = error.cause
                let contract = place?.route.contract ?? Self.contract(of: target.path)
                response = Self.response(to: error, contract)
            }
        }
        // RFC 9110, 15.5.2.
        if failure == .unauthenticated { response.headers.add("WWW-Authenticate", "Bearer") }
        response.headers.add(InternalHeader.requestID, requestID)
        // RFC 6797, 7.2: over TLS alone.
        if isSecure, !hsts.isEmpty { response.headers.set("Strict-Transport-Security", hsts) }
        let nanoseconds = SystemTime.monotonicNanoseconds() - began
        let metrics = place?.metrics ?? router.unrouted
        metrics.observe(status: response.status.code, nanoseconds: nanoseconds)
        note(failure, cause, place?.route, address, requestID, nanoseconds)
        if let route = place?.route, case .admin = route.access, failure == nil {
            noteBackOffice(route, response.status, address, requestID, nanoseconds)
        }
        return response
    }

    private func find(_ request: borrowing Request) throws(Refusal) -> GatewayRouter.Place {
        switch router.match(request.method, request.target.path) {
        case .found(let place): return place
        case .notFound: throw Refusal(.routeUnknown)
        case .methodNotAllowed(let allow):
            var refusal = Refusal(.methodNotAllowed)
            refusal.allow = allow.map(\.description).joined(separator: ", ")
            throw refusal
        }
    }

    /// What is no business answer.
    private struct Refusal: Error {
        let failure: TransportFailure
        var retryAfterSeconds: Int?
        /// The token is good, but names an identity that is no more.
        var isIdentityGone = false
        /// The methods that the path has.
        var allow = ""
        /// For the log.
        var cause: String?

        init(_ failure: TransportFailure, retryAfterSeconds: Int? = nil) {
            self.failure = failure
            self.retryAfterSeconds = retryAfterSeconds ?? (failure == .unavailable ? 1 : nil)
        }

        init(_ refusal: Authenticator.Refusal) {
            switch refusal {
            case .failure(let failure): self.init(failure)
            case .identityGone:
                self.init(.unauthenticated)
                isIdentityGone = true
            }
        }
    }

    /// Some contracts have a business answer for an identity that is no more.
    private static func response(to refusal: Refusal, _ contract: any Contract.Type) -> Response {
        if refusal.isIdentityGone, let code = contract.identityGone {
            return contract.response(code)
        }
        var response = contract.response(
            refusal.failure,
            retryAfterSeconds: refusal.retryAfterSeconds
        )
        if !refusal.allow.isEmpty { response.headers.set("Allow", refusal.allow) }
        return response
    }

    private func answer(
        _ request: consuming Request,
        _ route: Route,
        _ address: ClientAddress,
        _ requestID: String
    ) async throws(Refusal) -> Response {
        if let rate = route.rate, let seconds = limits.refusal(of: address, rate) {
            throw Refusal(.tooManyRequests, retryAfterSeconds: seconds)
        }
        let principal: Authenticator.Principal?
        var administrator: Bytes = []
        if case .admin = route.access {
            try await checkAdminKey(request.headers, from: address)
            administrator = Self.keyOperator
            principal = nil
        } else if let known = knownPrincipal(request, route) {
            principal = known
        } else {
            principal = try await self.principal(&request, route)
        }
        if let principal, let seconds = limits.refusal(of: principal.iid) {
            throw Refusal(.tooManyRequests, retryAfterSeconds: seconds)
        }
        let context = ForwardContext(
            service: route.service,
            isForEverybody: route.access == .everybody,
            requestID: requestID,
            address: address,
            isSecure: request.isSecure,
            identity: principal?.header ?? [],
            administrator: administrator
        )
        do throws(Proxy.Failure) {
            return try await proxy.forward(request, context)
        } catch {
            var refusal = Refusal(error.failure)
            refusal.cause = error.cause
            throw refusal
        }
    }

    /// Who is calling, where nothing has to be waited for: nearly always.
    private func knownPrincipal(_ request: Request, _ route: Route) -> Authenticator.Principal? {
        guard route.access == .identity || route.access == .open,
            let token = (try? TokenExtractor.field(of: request.headers)) ?? nil
        else { return nil }
        return (try? authenticator.known(token)) ?? nil
    }

    /// Who is calling, where the route asks for that; nil for nobody in particular.
    private func principal(
        _ request: inout Request,
        _ route: Route
    ) async throws(Refusal) -> Authenticator.Principal? {
        guard let token = try await token(of: &request, route) else {
            let named = try await named(&request, route)
            if named == nil, route.access == .identity { throw Refusal(.unauthenticated) }
            return named
        }
        do throws(Authenticator.Refusal) {
            return try await authenticator.principal(token)
        } catch {
            // A stale token in the client's memory must not keep it from logging in.
            if route.access == .open { return nil }
            throw Refusal(error)
        }
    }

    /// Who is named without a token, where that is enough.
    private func named(
        _ request: inout Request,
        _ route: Route
    ) async throws(Refusal) -> Authenticator.Principal? {
        do throws(TransportFailure) {
            return try await legacyOpenID?.principal(&request, route)
        } catch {
            throw Refusal(error)
        }
    }

    private func token(
        of request: inout Request,
        _ route: Route
    ) async throws(Refusal) -> Bytes? {
        do throws(TransportFailure) {
            switch route.access {
            case .everybody, .admin, .service: return nil
            case .open: return (try? TokenExtractor.field(of: request.headers)) ?? nil
            case .identity: return try await TokenExtractor.token(of: &request, route)
            }
        } catch {
            throw Refusal(error)
        }
    }

    /// Wrong keys are slowed down, and limited for each address.
    private func checkAdminKey(
        _ headers: HeaderFields,
        from address: ClientAddress
    ) async throws(Refusal) {
        if let seconds = limits.refusalOfKeys(from: address) {
            throw Refusal(.tooManyRequests, retryAfterSeconds: seconds)
        }
        guard let key = (try? TokenExtractor.field(of: headers)) ?? nil else {
            throw Refusal(.unauthenticated)
        }
        guard ConstantTime.equal(SHA256.hash(key), SHA256.hash(adminKey.reveal())) else {
            limits.noteWrongKey(from: address)
            _ = await Pause.milliseconds(Self.wrongKeyMilliseconds)
            throw Refusal(.unauthenticated)
        }
    }

    /// Outside of every contract `points` answers, to which `/api/` belongs.
    private static func contract(of path: ArraySlice<UInt8>) -> any Contract.Type {
        RouteBook.knownContract(of: path) ?? PointsContract.self
    }
}
