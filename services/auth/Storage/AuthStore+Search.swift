import Basics
import ServiceKit
import Storage

extension AuthStore {
    /// Users of a mobile, verified or typed in.
    func users(ofAny mobile: MobileMark, upTo count: Int) throws -> [ID<User>] {
        try connection.all(
            "SELECT uid FROM user_account WHERE mobile_hash = ?1 ORDER BY uid LIMIT ?2",
            mobile.octets,
            count,
            row: { try $0.id(0) }
        )
    }

    /// Who is called this in any of our mini-programs.
    func identities(openid: ExternalID) throws -> [KnownIdentity] {
        try connection.all(
            "SELECT iid FROM identity WHERE openid = ?1 ORDER BY iid LIMIT 20",
            openid,
            row: { try $0.id(0) as ID<WeChatIdentity> }
        )
        .compactMap(identity)
    }

    /// Who is called this by WeChat, or by us where WeChat gives no unionid.
    func identities(unionid: ExternalID) throws -> [KnownIdentity] {
        try connection.all(
            """
            SELECT iid FROM identity WHERE unionid = ?1 OR stand_in = ?1
            ORDER BY iid LIMIT 20
            """,
            unionid,
            row: { try $0.id(0) as ID<WeChatIdentity> }
        )
        .compactMap(identity)
    }
}
