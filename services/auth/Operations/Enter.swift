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
    let isNew: Bool
    let user: BoundUser?
}

extension AuthService {
    /// Writes an arrival down: identity, registration, user, session and what the code was answered
    /// with, all in one unit. Two at once make one identity and one user.
    func enter(_ arrival: Arrival) async throws(Failure<SignInRefusal>) -> SignedIn {
        let now = now
        let sid = newSID()
        let entered = try await database.write(refusing: SignInRefusal.self, log: log) {
            connection in
            let store = AuthStore(connection: connection)
            var identity = try recognise(arrival, in: store, at: now)
            var isNew = false
            if arrival.interface.registers {
                isNew = try register(&identity, arrival, in: store, at: now)
            }
            let session = KnownSession(
                sid: sid,
                iid: identity.iid,
                term: SessionTerm(created: now)
            )
            try store.add(session)
            try store.note(arrival.mark, sid: sid, isNew: isNew, at: now)
            let user = try identity.uid.flatMap { try store.boundUser($0, opening: mobiles) }
            return Entered(identity: identity, session: session, isNew: isNew, user: user)
        }
        if entered.isNew { outbox.ring() }
        return try signedIn(entered)
    }

    /// 128 random bits.
    func newSID() -> String { Base64.encodeURL(random.bytes(16)) }

    private func recognise(
        _ arrival: Arrival,
        in store: AuthStore,
        at now: UnixTime
    ) throws -> KnownIdentity {
        var identity =
            try store.identity(of: arrival.openid, in: arrival.app.id)
            ?? store.addIdentity(of: arrival.openid, in: arrival.app, at: now)
        if let unionid = arrival.unionid, unionid != identity.unionid {
            try store.set(unionid: unionid, of: identity.iid)
            identity.unionid = unionid
        }
        let purpose = DataVault.Purpose.sessionKey(of: identity.iid)
        let kept = identity.sealedSessionKey.flatMap { try? vault.open($0, for: purpose) }
        if kept.map({ ConstantTime.equal($0, arrival.sessionKey.octets) }) != true {
            let sealed = try vault.seal(arrival.sessionKey.octets, for: purpose)
            try store.set(sealedSessionKey: sealed, of: identity.iid)
        }
        return identity
    }

    /// True if it is the first time. One user stands behind all mini-programs of a person.
    private func register(
        _ identity: inout KnownIdentity,
        _ arrival: Arrival,
        in store: AuthStore,
        at now: UnixTime
    ) throws -> Bool {
        guard try store.register(identity.iid, with: arrival.interface, at: now) else {
            return false
        }
        let uid: ID<User>
        if let own = identity.uid {
            uid = own
        } else {
            uid = try identity.unionid.flatMap { try store.user(of: $0) } ?? store.addUser(at: now)
            try store.set(uid: uid, of: identity.iid)
            identity.uid = uid
        }
        let event = UserRegistered(
            iid: identity.iid.rawValue,
            uid: uid.rawValue,
            app: identity.appID.rawValue,
            openid: identity.openid.text,
            unionid: identity.unionid?.text,
            invite: arrival.invite?.text
        )
        try outbox.append(
            OutgoingEvent(type: "user.registered", subject: "iid:\(identity.iid)", data: event),
            at: now,
            in: store.connection
        )
        return true
    }
}

/// `user.registered`
private struct UserRegistered: Encodable {
    let iid: Int64
    let uid: Int64
    let app: Int64
    let openid: String
    let unionid: String?
    let invite: String?
}
