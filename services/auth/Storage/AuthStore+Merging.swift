import AuthDomain
import Basics
import ServiceKit
import Storage

extension AuthStore {
    /// All WeChat identities behind an account.
    func identities(of uid: ID<User>) throws -> [ID<WeChatIdentity>] {
        try connection.all(
            "SELECT iid FROM identity WHERE uid = ?1 ORDER BY iid LIMIT 1000",
            uid,
            row: { try $0.id(0) }
        )
    }

    /// Hands the identities of one account to another.
    func moveIdentities(from: ID<User>, into: ID<User>) throws {
        try connection.run("UPDATE identity SET uid = ?2 WHERE uid = ?1", from, into)
    }

    /// Leaves of an account no more than where it went; what pointed to it points there at once.
    func redirect(_ from: ID<User>, to into: ID<User>) throws {
        try connection.run(
            """
            UPDATE user_account SET merged_into = ?2, nickname = '', avatar = '', gender = 0,
                birthday = NULL, country = '', province = '', city = '', language = '',
                mobile_hash = NULL, sealed_mobile = NULL, mobile_verified_at = NULL
            WHERE uid = ?1
            """,
            from,
            into
        )
        try connection.run(
            "UPDATE user_account SET merged_into = ?2 WHERE merged_into = ?1",
            from,
            into
        )
    }

    /// Where an account that was merged went; nil for one that was not.
    func redirect(of uid: ID<User>) throws -> ID<User>? {
        try connection.first(
            "SELECT merged_into FROM user_account WHERE uid = ?1 AND merged_into IS NOT NULL",
            uid,
            row: { try $0.id(0) }
        )
    }

    /// The accounts that a person's identities of one unionid belong to, the oldest first; none to
    /// which only a scene has brought one.
    func users(of unionid: ExternalID) throws -> [ID<User>] {
        try connection.all(
            """
            SELECT DISTINCT uid FROM identity
            WHERE unionid = ?1 AND uid IS NOT NULL AND joined_by_scene = 0
            ORDER BY uid LIMIT 100
            """,
            unionid,
            row: { try $0.id(0) }
        )
    }
}
