import AuthDomain
import Basics
import Crypto
import Events
import JSON
import ServiceKit
import Storage

/// Why there is no scene.
enum MakeSceneRefusal: Error, Sendable, Equatable, CaseIterable {
    case appUnknown
    case userUnknown
    /// No JSON object, or a long one.
    case payloadMalformed
}

/// Why a scene lets nobody in.
enum RedeemRefusal: Error, Sendable, Equatable, CaseIterable {
    /// Invented, expired, or for another mini-program.
    case unknown
    case used
    /// The account is no more, or kept out.
    case userGone
    /// The WeChat identity has an account of its own, and it is another person's.
    case boundToAnother
    /// The WeChat identity that asks is no more.
    case identityGone
}

/// What a scene was worth.
struct Redeemed: Sendable {
    let user: BoundUser
    let payload: JSONValue
}

extension AuthService {
    private static let sceneSeconds: Int64 = 300
    private static let longestPayload = 1024

    /// A scene that logs a user in to one mini-program, once, within five minutes: 22 characters
    /// that a mini-program code can hold.
    func makeScene(
        in app: ID<App>,
        for uid: ID<User>,
        payload: JSONValue
    ) async throws(Failure<MakeSceneRefusal>) -> String {
        guard payload.object != nil, let octets = try? JSONOutput.encode(payload),
            octets.count <= Self.longestPayload
        else { throw .refused(.payloadMalformed) }
        let scene = Base64.encodeURL(random.bytes(16))
        let hash = SHA256.hash(Bytes(scene.utf8))
        let expires = now.adding(seconds: Self.sceneSeconds)
        try await database.write(refusing: MakeSceneRefusal.self) { unit in
            let store = AuthStore(connection: unit.connection)
            guard try store.app(app) != nil else { throw MakeSceneRefusal.appUnknown }
            let uid = try store.redirect(of: uid) ?? uid
            guard try store.user(uid) != nil else { throw MakeSceneRefusal.userUnknown }
            try store.add(
                KnownScene(app: app, uid: uid, payload: octets, expires: expires),
                hash: hash
            )
        }
        return scene
    }

    /// Logs the caller's WeChat identity in to the account that a scene names.
    func redeem(
        scene: String,
        by identity: Identity
    ) async throws(Failure<RedeemRefusal>) -> Redeemed {
        let hash = SHA256.hash(Bytes(scene.utf8))
        return try await database.write(refusing: RedeemRefusal.self) { unit in
            let accounts = accounts(unit)
            guard let (scene, isUsed) = try accounts.store.scene(hash),
                scene.app == identity.app, unit.now < scene.expires
            else { throw RedeemRefusal.unknown }
            guard !isUsed, try accounts.store.use(sceneHash: hash, by: identity.iid) else {
                throw RedeemRefusal.used
            }
            let user = try enter(scene, by: identity.iid, in: accounts)
            return Redeemed(user: user, payload: try JSON.parse(scene.payload))
        }
    }

    private func enter(
        _ scene: KnownScene,
        by iid: ID<WeChatIdentity>,
        in accounts: Accounts
    ) throws -> BoundUser {
        let store = accounts.store
        guard var identity = try store.identity(iid) else { throw RedeemRefusal.identityGone }
        let uid = try store.redirect(of: scene.uid) ?? scene.uid
        guard let owner = try store.user(uid), owner.banned == nil else {
            throw RedeemRefusal.userGone
        }
        if let unionid = identity.unionid,
            try store.unionids(of: uid).contains(where: { $0 != unionid })
        {
            // WeChat says that these are two people.
            throw RedeemRefusal.boundToAnother
        }
        let left: ID<User>
        if let own = identity.uid {
            guard let merged = try accounts.merge(own, uid) else {
                throw RedeemRefusal.boundToAnother
            }
            left = merged
        } else {
            try accounts.link(&identity, to: uid)
            left = uid
        }
        guard let user = try accounts.reader.boundUser(left) else { throw RedeemRefusal.userGone }
        guard try store.user(left)?.banned == nil else { throw RedeemRefusal.userGone }
        return user
    }
}
