import Basics
import ServiceKit
import Storage

/// Something about sessions that whoever remembers them has to learn.
struct SessionChange: Sendable, Equatable {
    enum Kind: String, Sendable {
        /// Tokens of this session are good no more.
        case revoked
        /// The same, and the WeChat identity behind it is gone for good.
        case gone
        /// What is known of it has changed: the account, as a rule.
        case changed
    }

    /// The clocks of those who are told may differ by this much.
    static let toleranceSeconds: Int64 = 3600

    let number: Int64
    let kind: Kind
    let sid: String?
    let iid: ID<WeChatIdentity>?
    let uid: ID<User>?
}

extension AuthStore {
    /// Numbers grow in the order in which they are committed: the same lock gives out both.
    func note(
        _ kind: SessionChange.Kind,
        sid: String?,
        iid: ID<WeChatIdentity>,
        uid: ID<User>?,
        matteringUntil end: UnixTime
    ) throws {
        let number: ID<SessionChange> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO session_change (n, kind, sid, iid, uid, expires_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """,
            number,
            kind.rawValue,
            sid,
            iid,
            uid,
            end
        )
    }

    /// The number of the last one; 0 if there is none.
    func lastChange() throws -> Int64 {
        try connection.first("SELECT n FROM session_change ORDER BY n DESC LIMIT 1") {
            try $0.integer(0)
        } ?? 0
    }

    /// Those after `number` that still matter, in order.
    func changes(after number: Int64, at now: UnixTime, upTo count: Int) throws -> [SessionChange] {
        try connection.all(
            """
            SELECT n, kind, sid, iid, uid FROM session_change
            WHERE n > ?1 AND expires_at > ?2 ORDER BY n LIMIT ?3
            """,
            number,
            now,
            count
        ) { row in
            try SessionChange(
                number: row.integer(0),
                kind: row.value(1),
                sid: row.optionalText(2),
                iid: row.optionalID(3),
                uid: row.optionalID(4)
            )
        }
    }

    /// Forgets up to `count` of those that no longer matter; answers how many they were.
    func forgetChanges(before moment: UnixTime, upTo count: Int) throws -> Int {
        try connection.run(
            """
            DELETE FROM session_change WHERE n IN
                (SELECT n FROM session_change WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2)
            """,
            moment,
            count
        )
    }
}
