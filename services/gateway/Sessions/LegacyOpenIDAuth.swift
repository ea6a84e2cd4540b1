import Basics
import Contracts
import HTTP
import ServiceKit

/// Lets an openid or unionid among the parameters stand for its identity, for clients that were
/// written before there were tokens (`KUMQUAT_LEGACY_OPENID`). It proves nothing: whoever knows
/// the name is taken for its owner. So only where the book says so.
struct LegacyOpenIDAuth: Sendable {
    let auth: AuthClient

    /// Whom the request names; where it names nobody, nobody we know, or several: `nobody` or nil.
    func principal(
        _ request: inout Request,
        _ route: Route
    ) async throws(TransportFailure) -> Authenticator.Principal? {
        guard route.legacy != .never else { return nil }
        let parameters = try await TokenExtractor.parameters(of: &request)
        if route.legacy == .forDigs, parameters.has("goods_type") { return nil }
        let openid = try? parameters.optionalText("openid")
        let unionid = try? parameters.optionalText("unionid")
        var identity: Identity?
        if openid != nil || unionid != nil {
            do {
                identity = try await auth.identity(openid, unionid)
            } catch {
                throw .unavailable
            }
        }
        if identity == nil, route.legacy == .orNobody { identity = .nobody }
        return identity.map(Authenticator.Principal.init)
    }
}

extension Identity {
    /// Has no name, so that none is ever found to be theirs.
    fileprivate static let nobody = Identity(
        iid: ID(0),
        sid: "",
        app: ID(0),
        oper: 0,
        openid: "",
        unionid: ""
    )
}

extension Authenticator.Principal {
    /// Somebody without a session.
    fileprivate init(_ identity: Identity) {
        self.init(iid: identity.iid.rawValue, header: Bytes(identity.header().utf8))
    }
}
