import Basics
import Contracts
import Crypto
import Loops
import ServiceKit

/// Says whom a token belongs to. A token seen before costs a look-up; a new one a signature check
/// on the workers; one whose session has no account yet a question to auth.
struct Authenticator: Sendable {
    /// Who is calling.
    struct Principal: Sendable {
        let iid: Int64
        /// The value of `X-Kumquat-Identity`.
        let header: Bytes
    }

    /// Why nobody comes in.
    enum Refusal: Error, Equatable {
        case failure(TransportFailure)
        /// The token is good, but the WeChat identity that it names is no more.
        case identityGone
    }

    let auth: AuthClient
    let ring: KeyRing
    let table: SessionTable
    let feed: RevocationFeed
    let clock: DomainClock
    let workers: WorkerPool

    /// The owner of a token that was found good before; nil where that has to be found out.
    /// Throws as ``principal(_:)``.
    func known(_ token: Bytes) throws(Refusal) -> Principal? {
        guard feed.isFresh else { throw .failure(.unavailable) }
        guard let entry = table.entry(token), !entry.hasNoAccount else { return nil }
        guard entry.claims.isTimely(clock.now) else { throw .failure(.unauthenticated) }
        return Principal(iid: entry.claims.identity.iid.rawValue, header: entry.header)
    }

    /// Throws `unauthenticated` for every bad token, `unavailable` while that cannot be told.
    func principal(_ token: Bytes) async throws(Refusal) -> Principal {
        if let known = try known(token) { return known }
        if let entry = table.entry(token) {
            guard entry.claims.isTimely(clock.now) else { throw .failure(.unauthenticated) }
            return try await introduce(token, entry.claims)
        }
        let claims: TokenClaims
        do throws(TransportFailure) {
            claims = try await verified(token)
        } catch {
            throw .failure(error)
        }
        return try await introduce(token, claims)
    }

    private func verified(_ token: Bytes) async throws(TransportFailure) -> TokenClaims {
        guard let candidate = TokenVerifier.candidate(token, now: clock.now) else {
            throw .unauthenticated
        }
        guard let key = await ring.key(candidate.kid) else {
            throw ring.isComplete ? .unauthenticated : .unavailable
        }
        let isSigned: Bool
        do {
            isSigned = try await workers.run { candidate.isSigned(by: key) }
        } catch {
            throw .unavailable
        }
        guard isSigned else { throw .unauthenticated }
        return candidate.claims
    }

    /// A token with a good signature: how does its session stand, and whose account is it?
    private func introduce(
        _ token: Bytes,
        _ claims: TokenClaims
    ) async throws(Refusal) -> Principal {
        let (standing, version) = table.standing(of: claims.identity)
        var identity = claims.identity
        switch standing {
        case .revoked: throw .failure(.unauthenticated)
        case .gone: throw .identityGone
        case .unknown where identity.uid != nil: break
        case .unknown, .ask: identity = try await asked(identity)
        }
        let entry = SessionTable.Entry(
            claims: claims,
            header: Bytes(identity.header().utf8),
            hasNoAccount: identity.uid == nil
        )
        guard table.keep(token, entry, asOf: version) else { throw .failure(.unauthenticated) }
        return Principal(iid: identity.iid.rawValue, header: entry.header)
    }

    private func asked(_ identity: Identity) async throws(Refusal) -> Identity {
        let session: AuthClient.Session?
        do {
            session = try await auth.session(identity.sid)
        } catch {
            throw .failure(.unavailable)
        }
        guard let session, !session.isRevoked else {
            table.note(SessionChange(kind: .revoked, sid: identity.sid))
            throw .failure(.unauthenticated)
        }
        return identity.with(uid: session.uid.map { ID($0) }, grant: session.grant)
    }
}
