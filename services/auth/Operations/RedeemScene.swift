import AuthDomain
import Basics
import Crypto
import JSON
import ServiceKit
import Storage

/// Why a scene lets nobody in.
enum RedeemRefusal: Error, Sendable, Equatable, CaseIterable {
    /// Invented, expired, or for another mini-program.
    case unknown
    case used
    /// The account is no more, or kept out.
    case userGone
    /// WeChat says that the person who scanned is not the scene's user, and they have no account.
    case boundToAnother
    /// The WeChat identity that asks is no more.
    case identityGone
    /// The session that asks is over.
    case sessionEnded
}

/// What a scene was worth.
struct Redeemed: Sendable {
    /// The scene's user.
    let user: BoundUser
    /// Whether the caller is that user now. Somebody else is shown no more than it takes to know
    /// whose order they pay.
    let isTheirs: Bool
    let payload: JSONValue
}

/// What the caller of a scene is to its user.
private enum SceneGuest {
    /// The same person, with this account.
    case user(ID<User>)
    /// Somebody with another account, which stays theirs.
    case another
}

extension AuthService {
    /// Logs the caller in to the account that a scene names, if they have none or prove that they
    /// are its user. Whoever has another account keeps it, and may do for this one what the scene
    /// is for and nothing else.
    func redeem(
        scene: String,
        by caller: Identity
    ) async throws(Failure<RedeemRefusal>) -> Redeemed {
        let hash = SHA256.hash(Bytes(scene.utf8))
        return try await database.write(refusing: RedeemRefusal.self) { unit in
            let accounts = accounts(unit)
            guard let (scene, isUsed) = try accounts.store.scene(hash),
                scene.app == caller.app, unit.now < scene.expires
            else { throw RedeemRefusal.unknown }
            guard !isUsed, try accounts.store.use(sceneHash: hash, by: caller.iid) else {
                throw RedeemRefusal.used
            }
            return try accounts.redeem(scene, by: caller)
        }
    }
}

extension Accounts {
    fileprivate func redeem(_ scene: KnownScene, by caller: Identity) throws -> Redeemed {
        guard var identity = try store.identity(caller.iid) else {
            throw RedeemRefusal.identityGone
        }
        // The gateway may not have heard of its end.
        guard let session = try store.session(caller.sid), session.iid == identity.iid,
            session.term.isGood(at: now)
        else { throw RedeemRefusal.sessionEnded }
        let uid = try store.redirect(of: scene.uid) ?? scene.uid
        guard try store.user(uid)?.banned == nil else { throw RedeemRefusal.userGone }
        let guest = try admit(&identity, to: uid)
        let shown = if case .user(let left) = guest { left } else { uid }
        guard let account = try reader.account(shown), account.user.banned == nil,
            let user = account.bound
        else { throw RedeemRefusal.userGone }
        if case .another = guest, let allowed = scene.grant {
            let grant = Grant(uid: uid, subject: allowed.subject, expires: allowed.until)
            try give(grant, to: session)
        }
        return Redeemed(
            user: user,
            isTheirs: shown == identity.uid,
            payload: try JSON.parse(scene.payload)
        )
    }

    /// An identity without an account gets this one. Two accounts become one by proof alone, which
    /// here is WeChat's unionid: a mobile that both have verified they could not both have.
    private func admit(_ identity: inout KnownIdentity, to uid: ID<User>) throws -> SceneGuest {
        if identity.uid == uid { return .user(uid) }
        let names = try store.unionids(of: uid)
        let isProven = identity.unionid.map { names.contains($0) } ?? false
        guard let own = identity.uid else {
            if let unionid = identity.unionid, names.contains(where: { $0 != unionid }) {
                throw RedeemRefusal.boundToAnother
            }
            try link(&identity, to: uid, byScene: !isProven)
            return .user(uid)
        }
        guard isProven else { return .another }
        if identity.isJoinedByScene {
            try move(&identity, to: uid)
            return .user(uid)
        }
        guard let left = try merge(own, uid) else { return .another }
        identity.uid = left
        return .user(left)
    }
}
