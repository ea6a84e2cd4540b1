import AuthDomain
import Basics
import ServiceKit
import Storage

/// Whose sessions are meant: all of an account, or those of one WeChat identity.
enum SessionHolder: Sendable, Equatable {
    case user(ID<User>)
    case identity(ID<WeChatIdentity>)
}

/// A log-in that took place.
struct KnownSession: Sendable, Equatable {
    let sid: String
    let iid: ID<WeChatIdentity>
    let term: SessionTerm
}

extension AuthStore {
    func add(_ session: KnownSession) throws {
        try connection.run(
            "INSERT INTO session (sid, iid, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
            session.sid,
            session.iid,
            session.term.created,
            session.term.expires
        )
    }

    func session(_ sid: String) throws -> KnownSession? {
        try connection.first(
            "SELECT sid, iid, created_at, expires_at, revoked_at FROM session WHERE sid = ?1",
            sid,
            row: Self.session
        )
    }

    /// Up to `count` sessions whose tokens are good, newest first.
    func liveSessions(
        of holder: SessionHolder,
        at now: UnixTime,
        upTo count: Int
    ) throws -> [KnownSession] {
        switch holder {
        case .user(let uid):
            try connection.all(
                """
                SELECT s.sid, s.iid, s.created_at, s.expires_at, s.revoked_at
                FROM session s JOIN identity i ON i.iid = s.iid
                WHERE i.uid = ?1 AND s.revoked_at IS NULL AND s.expires_at > ?2
                ORDER BY s.created_at DESC, s.sid LIMIT ?3
                """,
                uid,
                now,
                count,
                row: Self.session
            )
        case .identity(let iid):
            try connection.all(
                """
                SELECT sid, iid, created_at, expires_at, revoked_at FROM session
                WHERE iid = ?1 AND revoked_at IS NULL AND expires_at > ?2
                ORDER BY created_at DESC, sid LIMIT ?3
                """,
                iid,
                now,
                count,
                row: Self.session
            )
        }
    }

    /// Gives a good session another term; nil if it is none any more.
    func renew(_ sid: String, at now: UnixTime) throws -> KnownSession? {
        try connection.first(
            """
            UPDATE session SET expires_at = ?3
            WHERE sid = ?1 AND revoked_at IS NULL AND expires_at > ?2
            RETURNING sid, iid, created_at, expires_at, revoked_at
            """,
            sid,
            now,
            SessionTerm(created: now).expires,
            row: Self.session
        )
    }

    /// False if it was revoked before.
    func revoke(_ sid: String, at now: UnixTime) throws -> Bool {
        try connection.run(
            "UPDATE session SET revoked_at = ?2 WHERE sid = ?1 AND revoked_at IS NULL",
            sid,
            now
        ) == 1
    }

    /// Forgets up to `count` of those that ended before `moment`; answers how many they were.
    func forgetSessions(before moment: UnixTime, upTo count: Int) throws -> Int {
        try connection.run(
            """
            DELETE FROM session WHERE sid IN
                (SELECT sid FROM session WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2)
            """,
            moment,
            count
        )
    }

    private static func session(_ row: Row) throws(StorageError) -> KnownSession {
        try KnownSession(
            sid: row.text(0),
            iid: row.id(1),
            term: SessionTerm(
                created: row.time(2),
                expires: row.time(3),
                revoked: row.optionalTime(4)
            )
        )
    }
}

// MARK: - What a code was answered with

/// A code as it is written down: not the code itself.
struct CodeMark: Sendable, Hashable {
    let app: ID<App>
    let hash: Bytes
    let contract: LoginContract
}

extension AuthStore {
    /// Ends the claim of whoever traded the code.
    func note(_ mark: CodeMark, sid: String, isNew: Bool, at now: UnixTime) throws {
        try dropClaim(of: mark)
        try connection.run(
            """
            INSERT INTO code_answer (app_id, code_hash, interface, sid, is_new, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (app_id, code_hash, interface) DO UPDATE SET
                sid = excluded.sid, is_new = excluded.is_new, created_at = excluded.created_at
            """,
            mark.app,
            mark.hash,
            mark.contract.rawValue,
            sid,
            isNew,
            now
        )
    }

    /// The session that the code was answered with since `horizon`, and whether it said "new".
    func answer(
        to mark: CodeMark,
        since horizon: UnixTime
    ) throws -> (session: KnownSession, isNew: Bool)? {
        let found = try connection.first(
            """
            SELECT sid, is_new FROM code_answer
            WHERE app_id = ?1 AND code_hash = ?2 AND interface = ?3 AND created_at >= ?4
            """,
            mark.app,
            mark.hash,
            mark.contract.rawValue,
            horizon,
            row: { try (sid: $0.text(0), isNew: $0.bool(1)) }
        )
        guard let found, let session = try session(found.sid) else { return nil }
        return (session, found.isNew)
    }

    /// A minute's worth: they are forgotten every few seconds.
    func forgetAnswers(before moment: UnixTime) throws {
        try connection.run("DELETE FROM code_answer WHERE created_at < ?1", moment)
    }
}
