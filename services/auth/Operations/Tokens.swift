import AuthDomain
import Basics
import Crypto
import JSON
import ServiceKit

extension AuthService {
    /// Adds the token. It is good exactly as long as its session.
    func loginResult(
        of established: EstablishedSession
    ) throws(Failure<LoginRefusal>) -> LoginResult {
        let identity = Identity(established.identity, sid: established.session.sid)
        guard let token = token(of: identity, for: established.session.term) else {
            throw .unavailable(retryAfterSeconds: 1)
        }
        return LoginResult(
            identity: identity,
            isNew: established.isNew,
            isRegistered: established.isRegistered,
            token: token,
            expiresInSeconds: SessionTerm.lifetimeSeconds,
            account: established.account
        )
    }

    /// A token for this time; nil while there is no key to sign it with.
    func token(of identity: Identity, for term: SessionTerm) -> String? {
        guard let key = keys.active(at: now) else { return nil }
        return JWT.sign(
            claims: identity.claims(from: term.created, until: term.expires),
            key: key.key,
            kid: key.term.kid
        )
    }
}

extension Identity {
    init(_ known: KnownIdentity, sid: String, grant: Grant? = nil) {
        self.init(
            iid: known.iid,
            sid: sid,
            app: known.appID,
            oper: known.oper,
            openid: known.openid,
            unionid: known.unionid ?? known.standIn,
            alias: known.unionid == nil ? nil : known.standIn,
            uid: known.uid,
            grant: grant
        )
    }

    /// The claims of its token (RFC 7519).
    fileprivate func claims(from start: UnixTime, until end: UnixTime) -> Bytes {
        var claims = JSONWriter()
        claims.beginObject()
        claims.key("iss")
        claims.string("kumquat")
        claims.key("aud")
        claims.string("kumquat")
        claims.key("sub")
        claims.string("\(iid)")
        appendMembers(to: &claims)
        claims.key("iat")
        claims.integer(start.seconds)
        claims.key("nbf")
        claims.integer(start.seconds)
        claims.key("exp")
        claims.integer(end.seconds)
        claims.endObject()
        return claims.bytes
    }
}
