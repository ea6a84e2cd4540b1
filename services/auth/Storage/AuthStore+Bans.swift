import Basics
import ServiceKit
import Storage

/// Why and since when a user is kept out.
struct Ban: Sendable, Equatable {
    let reason: String
    let at: UnixTime
}

extension AuthStore {
    func hasUser(_ uid: ID<User>) throws -> Bool {
        try connection.first("SELECT 1 FROM user_account WHERE uid = ?1", uid) { _ in true }
            ?? false
    }

    func ban(of uid: ID<User>) throws -> Ban? {
        try connection.first(
            "SELECT reason, created_at FROM user_ban WHERE uid = ?1",
            uid,
            row: { Ban(reason: $0.text(0), at: $0.time(1)) }
        )
    }

    /// The first reason and moment stay.
    func ban(_ uid: ID<User>, _ ban: Ban) throws {
        try connection.run(
            """
            INSERT INTO user_ban (uid, reason, created_at) VALUES (?1, ?2, ?3)
            ON CONFLICT (uid) DO NOTHING
            """,
            uid,
            ban.reason,
            ban.at
        )
    }

    func liftBan(of uid: ID<User>) throws {
        try connection.run("DELETE FROM user_ban WHERE uid = ?1", uid)
    }
}
