import AuthDomain
import Basics
import ServiceKit
import Storage
import WeChat

/// Who wants to be registered or let in, and by what they prove it.
struct MemberClaim: Sendable {
    /// What the token says, if there is one.
    let caller: Identity?
    let handle: String?
    /// The openid that is claimed.
    let openid: String?
}

/// Somebody who is registered with wx_auth.
struct Member: Sendable {
    let identity: Identity
    let account: Account
    let token: String
    let expiresInSeconds: Int64
}

extension AuthService {
    /// Registers somebody; with a token for another seven days.
    func registerMember(
        _ claim: MemberClaim,
        _ application: Application,
        phone: PhoneProof?
    ) async throws(Failure<MemberRefusal>) -> Member {
        let proven = try proven(claim)
        guard application.change.isShortEnough else { throw .refused(.textTooLong) }
        var application = application
        if let phone {
            // A bare openid binds no number.
            if proven.sid == nil { throw .refused(.unproven) }
            application.mobile = try await mobile(of: proven, phone)
        }
        let (wanted, now) = (application, now)
        let entered = try await write { accounts in
            let session = try renewed(proven, in: accounts.store, at: now)
            guard var identity = try accounts.store.identity(proven.iid) else {
                throw MemberRefusal.handleInvalid
            }
            let registered: Registered
            do {
                registered = try accounts.register(&identity, with: .wxAuth, wanted)
            } catch DataRefusal.boundToAnother {
                throw MemberRefusal.phone(.boundToAnother)
            }
            guard registered.isNew else { throw MemberRefusal.alreadyRegistered }
            return (registered, session)
        }
        return try member(entered.0.identity, entered.0.account, entered.1)
    }

    /// Lets somebody in who is registered; with a token for another seven days.
    func admitMember(
        _ claim: MemberClaim,
        _ application: Application
    ) async throws(Failure<MemberRefusal>) -> Member {
        let proven = try proven(claim)
        guard application.change.isShortEnough else { throw .refused(.textTooLong) }
        let now = now
        let (identity, account, session) = try await write { accounts in
            let store = accounts.store
            guard var identity = try store.identity(proven.iid),
                try store.isRegistered(identity.iid, with: .wxAuth)
            else { throw MemberRefusal.notRegistered }
            let session = try renewed(proven, in: store, at: now)
            let wanted = proven.sid == nil ? Application() : application
            let registered = try accounts.register(&identity, with: .wxAuth, wanted)
            return (registered.identity, registered.account, session)
        }
        return try member(identity, account, session)
    }

    /// Whether somebody of this openid is registered, in the app that is named or else in any.
    func isMember(
        _ openid: Octets,
        from choice: AppChoice
    ) async throws(Failure<SignInRefusal>) -> Bool {
        let app: KnownApp? =
            choice.appid(otherwise: nil) == nil ? nil : try await self.app(for: choice)
        return try await database.read(refusing: SignInRefusal.self, log: log) { connection in
            try AuthStore(connection: connection)
                .isRegistered(openid, in: app?.id, with: .wxAuth)
        }
    }

    // MARK: Proof

    /// A session that somebody has proven to be theirs, and how.
    private struct Proven: Sendable {
        let iid: ID<WeChatIdentity>
        /// Nil with the legacy setting alone: then the openid counts as proof of little.
        let sid: String?
        let openid: Octets?
        let isByHandle: Bool
    }

    /// The handle, where there is one, has to be good, whatever the token says.
    private func proven(_ claim: MemberClaim) throws(Failure<MemberRefusal>) -> Proven {
        if let text = claim.handle {
            guard let handle = SessionHandle(text, opening: vault), now < handle.expires,
                claim.caller == nil || claim.caller?.iid == handle.iid
            else { throw .refused(.handleInvalid) }
            return Proven(
                iid: handle.iid,
                sid: handle.sid,
                openid: claim.openid.map { Octets($0) },
                isByHandle: true
            )
        }
        guard let caller = claim.caller else { throw .refused(.unproven) }
        if let openid = claim.openid, Octets(openid) != caller.openid {
            throw .refused(.openidWrong)
        }
        return Proven(
            iid: caller.iid,
            sid: caller.sid.isEmpty ? nil : caller.sid,
            openid: nil,
            isByHandle: false
        )
    }

    /// The session, for another term. Its handle goes with it when it ends.
    private func renewed(
        _ proven: Proven,
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

    private func mobile(
        of proven: Proven,
        _ phone: PhoneProof
    ) async throws(Failure<MemberRefusal>) -> Mobile {
        let identity = try await database.read(refusing: MemberRefusal.self, log: log) {
            connection in
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

    private func write<Value: Sendable>(
        _ unit: @escaping @Sendable (Accounts) throws -> Value
    ) async throws(Failure<MemberRefusal>) -> Value {
        let now = now
        let value = try await database.write(refusing: MemberRefusal.self, log: log) {
            connection in
            try unit(accounts(connection, at: now))
        }
        outbox.ring()
        return value
    }

    private func member(
        _ known: KnownIdentity,
        _ account: Account,
        _ session: KnownSession
    ) throws(Failure<MemberRefusal>) -> Member {
        let identity = Identity(known, sid: session.sid)
        let term = SessionTerm(created: now, expires: session.term.expires, revoked: nil)
        guard let token = token(of: identity, for: term) else {
            throw .unavailable(retryAfterSeconds: 1)
        }
        return Member(
            identity: identity,
            account: account,
            token: token,
            expiresInSeconds: SessionTerm.lifetimeSeconds
        )
    }
}
