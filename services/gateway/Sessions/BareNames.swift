import Basics
import Contracts
import HTTP
import ServiceKit

/// Lets an openid or unionid among the parameters stand for its identity, for clients that were
/// written before there were tokens (`KUMQUAT_LEGACY_OPENID`). It proves nothing: whoever knows
/// the name is taken for its owner. So only where the route table says so.
struct BareNames: Sendable {
    let auth: AuthClient

    /// Whom the request names; nil where it names nobody, nobody we know, or several.
    func visitor(
        _ request: inout Request,
        _ rule: RouteRule
    ) async throws(TransportFailure) -> Doorman.Visitor? {
        guard rule.bareNames != .never else { return nil }
        let parameters = try await TokenCarriers.parameters(of: &request)
        if rule.bareNames == .forDigs, parameters.has("goods_type") { return nil }
        let openid = parameters.optionalText("openid")
        let unionid = parameters.optionalText("unionid")
        guard openid != nil || unionid != nil else { return nil }
        let identity: Identity?
        do {
            identity = try await auth.identity(openid, unionid)
        } catch {
            throw .unavailable
        }
        return identity.map(Doorman.Visitor.init)
    }
}

extension Doorman.Visitor {
    /// Somebody without a session.
    fileprivate init(_ identity: Identity) {
        self.init(iid: identity.iid.rawValue, header: Bytes(identity.header().utf8))
    }
}
