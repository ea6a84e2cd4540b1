import AuthDomain
import Basics
import ServiceKit
import Storage

/// Who wants to be registered or let in, and by what they prove it.
struct MemberClaim: Sendable {
    /// What the token says, if there is one.
    let caller: Identity?
    let handle: String?
    /// The openid that is claimed.
    let openid: String?
}

/// A session that somebody has proven to be theirs, and how.
struct ProvenSession: Sendable {
    let iid: ID<WeChatIdentity>
    /// Nil with the legacy setting alone: then the openid counts as proof of little.
    let sid: String?
    let openid: ExternalID?
    let isByHandle: Bool
}

extension AuthService {
    /// The handle, where there is one, has to be good, whatever the token says.
    func proven(_ claim: MemberClaim) throws(Failure<MemberRefusal>) -> ProvenSession {
        if let text = claim.handle {
            guard let handle = SessionHandle(text, opening: vault), now < handle.expires,
                claim.caller == nil || claim.caller?.iid == handle.iid
            else { throw .refused(.handleInvalid) }
            return ProvenSession(
                iid: handle.iid,
                sid: handle.sid,
                openid: claim.openid.map { ExternalID($0) },
                isByHandle: true
            )
        }
        guard let caller = claim.caller else { throw .refused(.unproven) }
        if let openid = claim.openid, ExternalID(openid) != caller.openid {
            throw .refused(.openidWrong)
        }
        return ProvenSession(
            iid: caller.iid,
            sid: caller.sid.isEmpty ? nil : caller.sid,
            openid: nil,
            isByHandle: false
        )
    }

    /// The session, for another term. Its handle goes with it when it ends.
    func renewed(
        _ proven: ProvenSession,
        in store: AuthStore,
        at now: UnixTime
    ) throws -> KnownSession {
        guard let sid = proven.sid else {
            return try newSession(of: proven.iid, in: store, at: now)
        }
        let refusal = proven.isByHandle ? MemberRefusal.handleInvalid : .unproven
        guard let session = try store.renew(sid, at: now), session.iid == proven.iid,
            let identity = try store.identity(proven.iid)
        else { throw refusal }
        if let openid = proven.openid, openid != identity.openid { throw refusal }
        return session
    }

    private func newSession(
        of iid: ID<WeChatIdentity>,
        in store: AuthStore,
        at now: UnixTime
    ) throws -> KnownSession {
        let session = KnownSession(sid: newSID(), iid: iid, term: SessionTerm(created: now))
        try store.add(session)
        return session
    }

    func mobile(
        of proven: ProvenSession,
        _ phone: PhoneProof
    ) async throws(Failure<MemberRefusal>) -> Mobile {
        let identity = try await database.read(refusing: MemberRefusal.self) { connection in
            let store = AuthStore(connection: connection)
            guard let identity = try store.identity(proven.iid),
                proven.openid == nil || proven.openid == identity.openid
            else { throw MemberRefusal.handleInvalid }
            // The code of a phone number is good once: not for somebody who is registered.
            if try store.isRegistered(identity.iid, with: .wxAuth) {
                throw MemberRefusal.alreadyRegistered
            }
            return identity
        }
        do throws(DataRefusal) {
            return try await provenMobile(phone, of: identity)
        } catch {
            throw .refused(.phone(error))
        }
    }
}
