import AuthDomain
import Basics
import ServiceKit

/// Identities that a scene has brought to their account. Whoever was made to scan somebody's code
/// may be another person: nothing of theirs follows them there, and once it is known who they are
/// they go their own way.
extension Accounts {
    /// By WeChat's word the identity is the account's own person, or another one who leaves. As
    /// long as WeChat says nothing of either, it stays.
    func settle(_ identity: inout KnownIdentity) throws {
        guard let unionid = identity.unionid, let uid = identity.uid else { return }
        let own = try store.users(of: unionid)
        if own.contains(uid) { return try prove(&identity) }
        if let own = own.first { return try move(&identity, to: own) }
        guard try !store.unionids(of: uid).isEmpty else { return }
        try move(&identity, to: store.addUser(at: now).uid)
    }

    /// The account is the person's, a scene or not.
    func prove(_ identity: inout KnownIdentity) throws {
        guard identity.isJoinedByScene, let uid = identity.uid else { return }
        try store.set(uid: uid, of: identity.iid)
        identity.isJoinedByScene = false
    }

    /// To the account that is the person's.
    func move(_ identity: inout KnownIdentity, to uid: ID<User>) throws {
        let left = identity.uid
        try link(&identity, to: uid)
        try forgetTokens(of: identity.iid, nowOf: uid)
        if let left { try announce(left) }
    }

    /// Tokens name the account that an identity had.
    func forgetTokens(of iid: ID<WeChatIdentity>, nowOf uid: ID<User>) throws {
        let end = SessionTerm(created: now).expires
        try store.note(
            .changed,
            sid: nil,
            iid: iid,
            uid: uid,
            matteringUntil: end.adding(seconds: SessionChange.toleranceSeconds)
        )
    }
}
