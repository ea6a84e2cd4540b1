import Basics
import Contracts
import HTTP
import ServiceKit

/// Where a request may carry its token.
enum TokenExtractor {
    private static let bodyBytes = 1 << 20
    private static let multipartBytes = 64 * 1024

    /// The token: of the `Authorization` field, or else of the parameters that the route names, the
    /// body before the query. Nil without one. A body that was looked into stays in the request.
    static func token(
        of request: inout Request,
        _ route: Route
    ) async throws(TransportFailure) -> Bytes? {
        if let token = try field(of: request.headers) { return token }
        guard !route.tokenParameters.isEmpty else { return nil }
        let parameters = try await parameters(of: &request)
        var token: Bytes?
        for name in route.tokenParameters {
            guard let text = try? parameters.optionalText(name), !isNone(text.utf8) else {
                continue
            }
            // Under two names it may not be two tokens.
            guard token == nil || token == Bytes(text.utf8) else { throw .unauthenticated }
            token = Bytes(text.utf8)
        }
        return token
    }

    /// `Bearer <token>` or `jwt <token>`, the scheme in any case; other schemes are not ours.
    static func field(of headers: HeaderFields) throws(TransportFailure) -> Bytes? {
        guard let value = headers.octets("authorization") else { return nil }
        guard headers.count(of: "authorization") == 1 else { throw .unauthenticated }
        guard let space = value.firstIndex(of: UInt8(ascii: " ")) else { return nil }
        let scheme = value[..<space]
        guard isScheme(scheme, "bearer") || isScheme(scheme, "jwt") else { return nil }
        let token = value[space...].drop { $0 == UInt8(ascii: " ") }
        return token.isEmpty || isNone(token) ? nil : Bytes(token)
    }

    /// What scripts make of a token that they do not have; no token of ours is spelled so.
    private static func isNone(_ octets: some Collection<UInt8>) -> Bool {
        ["undefined", "null", "[object Object]", "NaN", "false"].contains {
            octets.elementsEqual($0.utf8)
        }
    }

    private static func isScheme(_ octets: ArraySlice<UInt8>, _ name: StaticString) -> Bool {
        octets.count == name.utf8CodeUnitCount
            && name.withUTF8Buffer { letters in
                unsafe zip(octets, letters).allSatisfy { $0 | 0x20 == $1 }
            }
    }

    /// Those of the query and of a body that may be looked into, which stays in the request.
    static func parameters(
        of request: inout Request
    ) async throws(TransportFailure) -> Parameters {
        do throws(ParametersFailure) {
            guard isReadable(request) else { return try Parameters.query(of: request.target) }
            if case .stream = request.body {
                do throws(BodyFailure) {
                    request.body = .bytes(try await request.body.collect(upTo: bodyBytes))
                } catch {
                    throw ParametersFailure.body(error)
                }
            }
            return try await Parameters.read(request, limit: bodyBytes)
        } catch {
            throw TransportFailure(reading: error)
        }
    }

    /// Files stream past: a multipart body is looked into only if it is short.
    private static func isReadable(_ request: Request) -> Bool {
        guard let type = request.headers.octets("content-type") else { return true }
        let isMultipart = type.prefix(10).map { $0 | 0x20 }.elementsEqual("multipart/".utf8)
        return !isMultipart || request.body.length ?? .max <= multipartBytes
    }
}
