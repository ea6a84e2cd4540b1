import AuthDomain
import Basics
import Crypto
import Events
import ServiceKit
import Storage
import Vault
import WeChat

/// Somebody whom WeChat has vouched for.
struct VerifiedLogin: Sendable {
    let app: KnownApp
    let openid: ExternalID
    let unionid: ExternalID?
    let sessionKey: SessionKey
    let contract: LoginContract
    let invite: Invite?
    let mark: CodeMark
}

/// Somebody who has a session now.
struct EstablishedSession: Sendable {
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
    /// Writes a log-in down: identity, registration, user, session and what the code was answered
    /// with, all in one unit. Two at once make one identity and one user.
    func establishSession(
        of login: VerifiedLogin
    ) async throws(Failure<LoginRefusal>) -> EstablishedSession {
        let sid = newSID()
        return try await database.write(refusing: LoginRefusal.self) { unit in
            let accounts = accounts(unit)
            let store = accounts.store
            var identity = try recognise(login, in: accounts)
            var isNew = false
            if login.contract.registers {
                isNew = try register(&identity, login, in: accounts)
            }
            let account = try accounts.reader.account(identity.uid)
            if account?.user.banned != nil { throw LoginRefusal.userBlocked }
            let session = KnownSession(
                sid: sid,
                iid: identity.iid,
                term: SessionTerm(created: unit.now)
            )
            try store.add(session)
            try store.note(login.mark, sid: sid, isNew: isNew, at: unit.now)
            return EstablishedSession(
                identity: identity,
                session: session,
                isNew: isNew,
                isRegistered: try store.isRegistered(identity.iid, with: login.contract),
                account: account
            )
        }
    }

    /// 128 random bits.
    func newSID() -> String { Base64.encodeURL(random.bytes(16)) }

    private func recognise(
        _ login: VerifiedLogin,
        in accounts: Accounts
    ) throws -> KnownIdentity {
        let store = accounts.store
        var identity =
            try store.identity(of: login.openid, in: login.app.id)
            ?? accounts.addIdentity(of: login.openid, in: login.app)
        try accounts.note(unionid: login.unionid, of: &identity)
        try accounts.joinByUnionid(&identity)
        let purpose = DataVault.Purpose.sessionKey(of: identity.iid)
        let kept = identity.sealedSessionKey.flatMap { try? vault.open($0, for: purpose) }
        if kept.map({ ConstantTime.equal($0, login.sessionKey.octets) }) != true {
            let sealed = try vault.seal(login.sessionKey.octets, for: purpose)
            try store.set(sealedSessionKey: sealed, of: identity.iid)
            identity.sealedPreviousSessionKey = identity.sealedSessionKey
            identity.sealedSessionKey = sealed
        }
        return identity
    }

    /// True if it is the first time.
    private func register(
        _ identity: inout KnownIdentity,
        _ login: VerifiedLogin,
        in accounts: Accounts
    ) throws -> Bool {
        let store = accounts.store
        guard try store.register(identity.iid, with: login.contract, at: accounts.now) else {
            return false
        }
        let user = try accounts.account(of: &identity)
        let invite = try accounts.hasBeenHere(identity) ? nil : login.invite
        try accounts.announceRegistration(of: identity, user.uid, invitedBy: invite)
        return true
    }
}
