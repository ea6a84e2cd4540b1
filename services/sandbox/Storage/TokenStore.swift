import Basics
import ServiceKit
import Storage

/// All SQL about access tokens.
struct TokenStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// The newest one of the family that is good at that moment.
    func newest(
        _ family: AccessToken.Family,
        of app: DemoApp,
        at now: UnixTime
    ) throws -> AccessToken? {
        try connection.first(
            """
            SELECT token, expires_at FROM access_token
            WHERE app = ?1 AND family = ?2 AND expires_at > ?3
            ORDER BY number DESC LIMIT 1
            """,
            app.id,
            family.rawValue,
            now
        ) { try AccessToken(text: $0.text(0), expiresAt: $0.time(1)) }
    }

    /// A token that was given out, and what became of it.
    struct Given {
        let app: ID<App>
        let expiresAt: UnixTime
        /// A newer one took its place, so that it ended early.
        let isReplaced: Bool
    }

    /// A token as it is listed.
    struct Listed {
        let number: Int64
        let token: AccessToken
        let appid: String
        let family: String
        let isReplaced: Bool
    }

    /// The newest first.
    func all(before place: Int64?, limit: Int64) throws -> [Listed] {
        try connection.all(
            """
            SELECT t.number, t.token, t.expires_at, a.appid, t.family, t.is_replaced
            FROM access_token AS t JOIN app AS a ON a.id = t.app
            WHERE t.number < ?1 ORDER BY t.number DESC LIMIT ?2
            """,
            place ?? .max,
            limit
        ) {
            try Listed(
                number: $0.integer(0),
                token: AccessToken(text: $0.text(1), expiresAt: $0.time(2)),
                appid: $0.text(3),
                family: $0.text(4),
                isReplaced: $0.bool(5)
            )
        }
    }

    func find(_ token: String) throws -> Given? {
        try connection.first(
            "SELECT app, expires_at, is_replaced FROM access_token WHERE token = ?1",
            token
        ) { try Given(app: $0.id(0), expiresAt: $0.time(1), isReplaced: $0.bool(2)) }
    }

    func add(_ token: AccessToken, _ family: AccessToken.Family, of app: DemoApp) throws {
        let number: ID<AccessToken> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO access_token (token, app, family, number, expires_at, is_replaced)
            VALUES (?1, ?2, ?3, ?4, ?5, 0)
            """,
            token.text,
            app.id,
            family.rawValue,
            number,
            token.expiresAt
        )
    }

    /// What there is of the family ends at `moment` at the latest.
    func shorten(_ family: AccessToken.Family, of app: DemoApp, to moment: UnixTime) throws {
        try connection.run(
            """
            UPDATE access_token SET expires_at = ?3, is_replaced = 1
            WHERE app = ?1 AND family = ?2 AND expires_at > ?3
            """,
            app.id,
            family.rawValue,
            moment
        )
    }

    /// Keeps the newest one of the family and the one before it.
    func prune(_ family: AccessToken.Family, of app: DemoApp) throws {
        try connection.run(
            """
            DELETE FROM access_token
            WHERE app = ?1 AND family = ?2 AND number NOT IN (
                SELECT number FROM access_token WHERE app = ?1 AND family = ?2
                ORDER BY number DESC LIMIT 2
            )
            """,
            app.id,
            family.rawValue
        )
    }

    func removeAll() throws {
        try connection.run("DELETE FROM access_token")
        try connection.run("UPDATE app SET forced_day = 0, forced_count = 0, forced_at = 0")
    }
}
