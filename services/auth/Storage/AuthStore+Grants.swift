import Basics
import ServiceKit
import Storage

/// A session that may do something for another account.
struct GrantedSession: Sendable {
    let sid: String
    let iid: ID<WeChatIdentity>
    let expires: UnixTime
}

extension AuthStore {
    /// A session has one at a time: a newer one takes the place of the older.
    func put(_ grant: Grant, of sid: String) throws {
        try connection.run(
            """
            INSERT INTO session_grant (sid, uid, subject, expires_at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (sid) DO UPDATE SET uid = excluded.uid, subject = excluded.subject,
                expires_at = excluded.expires_at
            """,
            sid,
            grant.uid,
            grant.subject,
            grant.expires
        )
    }

    /// Nil where there is none that is good.
    func grant(of sid: String, at now: UnixTime) throws -> Grant? {
        try connection.first(
            "SELECT uid, subject, expires_at FROM session_grant WHERE sid = ?1 AND expires_at > ?2",
            sid,
            now,
            row: { try Grant(uid: $0.id(0), subject: $0.octets(1), expires: $0.time(2)) }
        )
    }

    /// Up to `count` of the sessions that may do something for an account.
    func grantedSessions(by uid: ID<User>, upTo count: Int) throws -> [GrantedSession] {
        try connection.all(
            """
            SELECT g.sid, s.iid, g.expires_at
            FROM session_grant g JOIN session s ON s.sid = g.sid
            WHERE g.uid = ?1 ORDER BY g.sid LIMIT ?2
            """,
            uid,
            count,
            row: { try GrantedSession(sid: $0.text(0), iid: $0.id(1), expires: $0.time(2)) }
        )
    }

    func removeGrant(of sid: String) throws {
        try connection.run("DELETE FROM session_grant WHERE sid = ?1", sid)
    }

    /// Forgets up to `count` of those that are over; answers how many they were.
    func forgetGrants(before moment: UnixTime, upTo count: Int) throws -> Int {
        try connection.run(
            """
            DELETE FROM session_grant WHERE sid IN
                (SELECT sid FROM session_grant WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2)
            """,
            moment,
            count
        )
    }
}
