import AuthDomain
import Basics
import ServiceKit
import Storage

/// A log-in that waits in a mini-program code.
struct KnownScene: Sendable, Equatable {
    /// The mini-program that it opens.
    let app: ID<App>
    let uid: ID<User>
    /// A JSON object for whoever redeems it.
    let payload: Bytes
    let expires: UnixTime
    /// What it lets somebody do who is not its user; nil for nothing.
    let grant: SceneGrant?
}

extension AuthStore {
    func add(_ scene: KnownScene, hash: Bytes) throws {
        try connection.run(
            """
            INSERT INTO scene
                (scene_hash, app_id, uid, payload, expires_at, grant_subject, grant_until)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            hash,
            scene.app,
            scene.uid,
            scene.payload,
            scene.expires,
            scene.grant?.subject,
            scene.grant?.until
        )
    }

    /// The scene, and whether somebody has redeemed it.
    func scene(_ hash: Bytes) throws -> (scene: KnownScene, isUsed: Bool)? {
        try connection.first(
            """
            SELECT app_id, uid, payload, expires_at, used_by, grant_subject, grant_until
            FROM scene WHERE scene_hash = ?1
            """,
            hash
        ) { row in
            let scene = try KnownScene(
                app: row.id(0),
                uid: row.id(1),
                payload: row.bytes(2),
                expires: row.time(3),
                grant: Self.grant(row)
            )
            return try (scene: scene, isUsed: row.optionalInteger(4) != nil)
        }
    }

    private static func grant(_ row: Row) throws(StorageError) -> SceneGrant? {
        guard let subject = try row.optionalOctets(5) else { return nil }
        return SceneGrant(stored: subject, until: try row.time(6))
    }

    /// False if somebody was faster.
    func use(sceneHash hash: Bytes, by iid: ID<WeChatIdentity>) throws -> Bool {
        try connection.run(
            "UPDATE scene SET used_by = ?2 WHERE scene_hash = ?1 AND used_by IS NULL",
            hash,
            iid
        ) == 1
    }

    /// Used ones stay until their end, so that a second try is told what happened.
    func forgetScenes(before moment: UnixTime, upTo count: Int) throws -> Int {
        try connection.run(
            """
            DELETE FROM scene WHERE scene_hash IN
                (SELECT scene_hash FROM scene WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2)
            """,
            moment,
            count
        )
    }
}
