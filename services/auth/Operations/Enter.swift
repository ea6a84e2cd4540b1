import AuthDomain
import Basics
import Crypto
import ServiceKit
import Storage
import WeChat

/// Somebody whom WeChat has vouched for.
struct Arrival: Sendable {
    let app: KnownApp
    let openid: Octets
    let unionid: Octets?
    let sessionKey: SessionKey
    let interface: LogInInterface
    let invite: Invite?
    let mark: CodeMark
}

/// Somebody who has a session now.
struct Entered: Sendable {
    let identity: KnownIdentity
    let session: KnownSession
    /// Whether this log-in has registered them with the contract.
    let isNew: Bool
    /// Whether they are registered with the contract.
    let isRegistered: Bool
    /// Nil as long as there is none.
    let account: Account?
}

extension AuthService {
    /// Writes an arrival down: identity, registration, user, session and what the code was answered
    /// with, all in one unit. Two at once make one identity and one user.
    func enter(_ arrival: Arrival) async throws(Failure<SignInRefusal>) -> Entered {
        let now = now
        let sid = newSID()
        let entered = try await database.write(refusing: SignInRefusal.self, log: log) {
            connection in
            let accounts = accounts(connection, at: now)
            let store = accounts.store
            var identity = try recognise(arrival, in: accounts)
            var isNew = false
            if arrival.interface.registers {
                isNew = try register(&identity, arrival, in: accounts)
            }
            let account = try accounts.account(identity.uid)
            if account?.user.banned != nil { throw SignInRefusal.userBlocked }
            let session = KnownSession(
                sid: sid,
                iid: identity.iid,
                term: SessionTerm(created: now)
            )
            try store.add(session)
            try store.note(arrival.mark, sid: sid, isNew: isNew, at: now)
            return Entered(
                identity: identity,
                session: session,
                isNew: isNew,
                isRegistered: try store.isRegistered(identity.iid, with: arrival.interface),
                account: account
            )
        }
        outbox.ring()
        return entered
    }

    /// 128 random bits.
    func newSID() -> String { Base64.encodeURL(random.bytes(16)) }

    private func recognise(
        _ arrival: Arrival,
        in accounts: Accounts
    ) throws -> KnownIdentity {
        let store = accounts.store
        var identity =
            try store.identity(of: arrival.openid, in: arrival.app.id)
            ?? accounts.addIdentity(of: arrival.openid, in: arrival.app)
        try accounts.note(unionid: arrival.unionid, of: &identity)
        try accounts.joinByUnionid(&identity)
        let purpose = DataVault.Purpose.sessionKey(of: identity.iid)
        let kept = identity.sealedSessionKey.flatMap { try? vault.open($0, for: purpose) }
        if kept.map({ ConstantTime.equal($0, arrival.sessionKey.octets) }) != true {
            let sealed = try vault.seal(arrival.sessionKey.octets, for: purpose)
            try store.set(sealedSessionKey: sealed, of: identity.iid)
            identity.sealedPreviousSessionKey = identity.sealedSessionKey
            identity.sealedSessionKey = sealed
        }
        return identity
    }

    /// True if it is the first time.
    private func register(
        _ identity: inout KnownIdentity,
        _ arrival: Arrival,
        in accounts: Accounts
    ) throws -> Bool {
        let store = accounts.store
        guard try store.register(identity.iid, with: arrival.interface, at: accounts.now) else {
            return false
        }
        let user = try accounts.account(of: &identity)
        let invite = try accounts.hasBeenHere(identity) ? nil : arrival.invite
        try accounts.announceRegistration(of: identity, user.uid, invitedBy: invite)
        return true
    }
}
