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
    /// No subject, or an end that is over or too far away.
    case grantMalformed
}

extension AuthService {
    private static let sceneSeconds: Int64 = 300
    private static let longestPayload = 1024

    /// A scene that logs a user in to one mini-program, once, within five minutes: 22 characters
    /// that a mini-program code can hold. With a wish for a grant, somebody with another account
    /// who redeems it may do that one thing for the user until then.
    func makeScene(
        in app: ID<App>,
        for uid: ID<User>,
        payload: JSONValue,
        granting wish: (subject: String, until: UnixTime)? = nil
    ) async throws(Failure<MakeSceneRefusal>) -> String {
        guard payload.object != nil, let octets = try? JSONOutput.encode(payload),
            octets.count <= Self.longestPayload
        else { throw .refused(.payloadMalformed) }
        let grant = wish.flatMap { SceneGrant(subject: $0.subject, until: $0.until, at: now) }
        guard wish == nil || grant != nil else { throw .refused(.grantMalformed) }
        let scene = Base64.encodeURL(random.bytes(16))
        let hash = SHA256.hash(Bytes(scene.utf8))
        try await database.write(refusing: MakeSceneRefusal.self) { unit in
            let store = AuthStore(connection: unit.connection)
            guard try store.app(app) != nil else { throw MakeSceneRefusal.appUnknown }
            let uid = try store.redirect(of: uid) ?? uid
            guard try store.user(uid) != nil else { throw MakeSceneRefusal.userUnknown }
            let expires = unit.now.adding(seconds: Self.sceneSeconds)
            try store.add(
                KnownScene(app: app, uid: uid, payload: octets, expires: expires, grant: grant),
                hash: hash
            )
        }
        return scene
    }
}
