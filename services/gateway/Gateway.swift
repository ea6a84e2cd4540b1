import Basics
import Contracts
import Crypto
import HTTP
import HTTPClient
import ServiceKit

/// The only limiter: finds out who is calling and whether it may, and asks a service in its place.
struct Gateway: Sendable {
    let routes: RouteTable
    let authenticator: Authenticator
    /// Nil unless the legacy setting is on.
    let legacyOpenID: LegacyOpenIDAuth?
    let limits: Limits
    let proxy: Proxy
    let numbers: RequestNumber
    let adminKey: Secret<Bytes>
    let log: Logger
    let figures: GatewayMetrics
    private let rejectedLines = LineQuota()
    private let unansweredLines = LineQuota()

    /// Answers a request of the public side.
    func answer(_ request: consuming Request) async -> Response {
        let began = SystemTime.monotonicNanoseconds()
        let requestID = numbers.of(request)
        let target = request.target
        let rule = routes.rule(for: target.path)
        var response: Response
        var failure: TransportFailure?
        do throws(Refusal) {
            response = try await answer(request, rule, requestID)
        } catch {
            if Task.isCancelled {
                response = Response(.clientGone)
            } else {
                failure = error.failure
                let contract = rule?.contract ?? Self.contract(of: target.path)
                response = Self.response(to: error, contract)
            }
        }
        // RFC 9110, 15.5.2.
        if failure == .unauthenticated { response.headers.add("WWW-Authenticate", "Bearer") }
        response.headers.add(InternalHeader.requestID, requestID)
        let nanoseconds = SystemTime.monotonicNanoseconds() - began
        figures.note(rule, status: response.status.code, nanoseconds: nanoseconds)
        note(failure, rule, requestID, nanoseconds)
        return response
    }

    /// What is no business answer.
    private struct Refusal: Error {
        let failure: TransportFailure
        var retryAfterSeconds: Int?
        /// The token is good, but names an identity that is no more.
        var isIdentityGone = false

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
        return contract.response(refusal.failure, retryAfterSeconds: refusal.retryAfterSeconds)
    }

    private func answer(
        _ request: consuming Request,
        _ rule: RouteRule?,
        _ requestID: String
    ) async throws(Refusal) -> Response {
        guard let rule else { throw Refusal(.routeUnknown) }
        let address = ClientAddress(request)
        if let quota = rule.quota, let seconds = limits.refusal(of: address, quota) {
            throw Refusal(.tooManyRequests, retryAfterSeconds: seconds)
        }
        let principal: Authenticator.Principal?
        if let known = knownPrincipal(request, rule) {
            principal = known
        } else {
            principal = try await self.principal(&request, rule)
        }
        if let principal, let seconds = limits.refusal(of: principal.iid) {
            throw Refusal(.tooManyRequests, retryAfterSeconds: seconds)
        }
        let context = ForwardContext(
            rule: rule,
            requestID: requestID,
            address: address,
            identity: principal?.header ?? []
        )
        do throws(TransportFailure) {
            return try await proxy.forward(request, context)
        } catch {
            throw Refusal(error)
        }
    }

    /// Who is calling, where nothing has to be waited for: nearly always.
    private func knownPrincipal(_ request: Request, _ rule: RouteRule) -> Authenticator.Principal? {
        guard rule.access == .token || rule.access == .open,
            let token = (try? TokenExtractor.field(of: request.headers)) ?? nil
        else { return nil }
        return (try? authenticator.known(token)) ?? nil
    }

    /// Who is calling, where the route asks for that; nil for nobody in particular.
    private func principal(
        _ request: inout Request,
        _ rule: RouteRule
    ) async throws(Refusal) -> Authenticator.Principal? {
        guard let token = try await token(of: &request, rule) else {
            let named = try await named(&request, rule)
            if named == nil, rule.access == .token { throw Refusal(.unauthenticated) }
            return named
        }
        do throws(Authenticator.Refusal) {
            return try await authenticator.principal(token)
        } catch {
            // A stale token in the client's memory must not keep it from logging in.
            if rule.access == .open { return nil }
            throw Refusal(error)
        }
    }

    /// Who is named without a token, where that is enough.
    private func named(
        _ request: inout Request,
        _ rule: RouteRule
    ) async throws(Refusal) -> Authenticator.Principal? {
        do throws(TransportFailure) {
            return try await legacyOpenID?.principal(&request, rule)
        } catch {
            throw Refusal(error)
        }
    }

    private func token(
        of request: inout Request,
        _ rule: RouteRule
    ) async throws(Refusal) -> Bytes? {
        do throws(TransportFailure) {
            switch rule.access {
            case .everybody: return nil
            case .admin:
                try checkAdminKey(request.headers)
                return nil
            case .open: return (try? TokenExtractor.field(of: request.headers)) ?? nil
            case .token: return try await TokenExtractor.token(of: &request, rule)
            }
        } catch {
            throw Refusal(error)
        }
    }

    private func checkAdminKey(_ headers: HeaderFields) throws(TransportFailure) {
        guard let key = try TokenExtractor.field(of: headers),
            ConstantTime.equal(SHA256.hash(key), SHA256.hash(adminKey.reveal()))
        else { throw .unauthenticated }
    }

    /// Outside of every contract `points` answers, to which `/api/` belongs.
    private static func contract(of path: ArraySlice<UInt8>) -> any Contract.Type {
        let contract = ContractPaths.contract(of: path)
        return contract == InternalContract.self ? PointsContract.self : contract
    }

    private func note(
        _ failure: TransportFailure?,
        _ rule: RouteRule?,
        _ requestID: String,
        _ nanoseconds: UInt64
    ) {
        guard let failure, log.isEnabled(.info) else { return }
        let quota = failure.rawValue >= 500 ? unansweredLines : rejectedLines
        guard let leftOut = quota.take() else { return }
        var fields: LogFields = [
            "request_id": .text(requestID),
            "route": .text(rule?.pattern ?? "none"),
            "status": .integer(Int64(failure.rawValue)),
            "ms": .double(Double(nanoseconds / 1000) / 1000),
        ]
        if leftOut > 0 { fields.add("left_out", .integer(leftOut)) }
        if failure.rawValue >= 500 {
            log.warning("no answer", fields)
        } else {
            log.info("rejected", fields)
        }
    }
}
