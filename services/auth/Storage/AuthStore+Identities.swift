import AuthDomain
import Basics
import ServiceKit
import Storage

/// A person in one mini-program.
struct KnownIdentity: Sendable, Equatable {
    let iid: ID<WeChatIdentity>
    let appID: ID<App>
    let appid: String
    /// Whether the app is in service.
    var appIsEnabled = true
    let oper: Int64
    let openid: ExternalID
    /// As WeChat gave it; nil where it gives none.
    var unionid: ExternalID?
    /// Our own name for the person where WeChat gives no unionid.
    let standIn: ExternalID
    var uid: ID<User>?
    /// A scene has brought it to its account: that is no proof of whose the account is.
    var isJoinedByScene = false
    var sealedSessionKey: Bytes?
    var sealedPreviousSessionKey: Bytes?
}

extension AuthStore {
    func identity(_ iid: ID<WeChatIdentity>) throws -> KnownIdentity? {
        try connection.first(
            """
            SELECT i.iid, i.app_id, a.appid, a.oper_id, i.openid, i.unionid, i.stand_in, i.uid,
                i.sealed_session_key, i.sealed_previous_session_key, a.disabled_at IS NULL,
                i.joined_by_scene
            FROM identity i JOIN app a ON a.app_id = i.app_id WHERE i.iid = ?1
            """,
            iid,
            row: Self.identity
        )
    }

    func identity(of openid: ExternalID, in app: ID<App>) throws -> KnownIdentity? {
        try connection.first(
            """
            SELECT i.iid, i.app_id, a.appid, a.oper_id, i.openid, i.unionid, i.stand_in, i.uid,
                i.sealed_session_key, i.sealed_previous_session_key, a.disabled_at IS NULL,
                i.joined_by_scene
            FROM identity i JOIN app a ON a.app_id = i.app_id
            WHERE i.app_id = ?1 AND i.openid = ?2
            """,
            app,
            openid,
            row: Self.identity
        )
    }

    func addIdentity(
        of openid: ExternalID,
        in app: KnownApp,
        standIn: ExternalID,
        at now: UnixTime
    ) throws -> KnownIdentity {
        let iid: ID<WeChatIdentity> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO identity (iid, app_id, openid, stand_in, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5)
            """,
            iid,
            app.id,
            openid,
            standIn,
            now
        )
        return KnownIdentity(
            iid: iid,
            appID: app.id,
            appid: app.appid,
            appIsEnabled: app.isEnabled,
            oper: app.oper,
            openid: openid,
            standIn: standIn
        )
    }

    /// The app may have been bound to an open platform account after the first log-in.
    func set(unionid: ExternalID, of iid: ID<WeChatIdentity>) throws {
        try connection.run("UPDATE identity SET unionid = ?2 WHERE iid = ?1", iid, unionid)
    }

    /// WeChat's names for the person behind an account: one, as a rule. Whoever came by a scene may
    /// be somebody else.
    func unionids(of uid: ID<User>) throws -> [ExternalID] {
        try connection.all(
            """
            SELECT DISTINCT unionid FROM identity
            WHERE uid = ?1 AND unionid IS NOT NULL AND joined_by_scene = 0
            ORDER BY unionid LIMIT 100
            """,
            uid,
            row: { try $0.octets(0) }
        )
    }

    /// `byScene`: with no proof that the account is the person's.
    func set(uid: ID<User>, byScene: Bool = false, of iid: ID<WeChatIdentity>) throws {
        try connection.run(
            "UPDATE identity SET uid = ?2, joined_by_scene = ?3 WHERE iid = ?1",
            iid,
            uid,
            byScene
        )
    }

    /// The key before it is kept: data that a phone encrypted a moment ago still opens.
    func set(sealedSessionKey: Bytes, of iid: ID<WeChatIdentity>) throws {
        try connection.run(
            """
            UPDATE identity
            SET sealed_previous_session_key = sealed_session_key, sealed_session_key = ?2
            WHERE iid = ?1
            """,
            iid,
            sealedSessionKey
        )
    }

    private static func identity(_ row: Row) throws(StorageError) -> KnownIdentity {
        try KnownIdentity(
            iid: row.id(0),
            appID: row.id(1),
            appid: row.text(2),
            appIsEnabled: row.bool(10),
            oper: row.integer(3),
            openid: row.octets(4),
            unionid: row.optionalOctets(5),
            standIn: row.octets(6),
            uid: row.optionalID(7),
            isJoinedByScene: row.bool(11),
            sealedSessionKey: row.optionalBytes(8),
            sealedPreviousSessionKey: row.optionalBytes(9)
        )
    }
}
