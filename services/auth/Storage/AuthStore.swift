import AuthDomain
import Basics
import ServiceKit
import Storage

/// All SQL of this process, inside of one read or write.
struct AuthStore {
    let connection: Connection
}

// MARK: - Apps

/// A mini-program that belongs to us.
struct KnownApp: Sendable, Equatable {
    let id: ID<App>
    let appid: String
    let oper: Int64
    let name: String
    let sealedSecret: Bytes
    /// The merchant account that its payments go to; nil where nobody can pay in it.
    var mchid: String?
    /// Whether the back office wants its centre's payments here; see ``AppLine``.
    var isPayer = false
    /// Out of service as long as the back office has it so.
    var isEnabled = true
}

extension AuthStore {
    func app(appid: String) throws -> KnownApp? {
        try connection.first(
            """
            SELECT app_id, appid, oper_id, name, sealed_secret, disabled_at IS NULL, mchid,
                is_payer
            FROM app WHERE appid = ?1
            """,
            appid,
            row: Self.app
        )
    }

    func app(_ id: ID<App>) throws -> KnownApp? {
        try connection.first(
            """
            SELECT app_id, appid, oper_id, name, sealed_secret, disabled_at IS NULL, mchid,
                is_payer
            FROM app WHERE app_id = ?1
            """,
            id,
            row: Self.app
        )
    }

    /// The one that log-ins are for which name none, in the sandbox environment.
    func firstApp() throws -> KnownApp? {
        try connection.first(
            """
            SELECT app_id, appid, oper_id, name, sealed_secret, disabled_at IS NULL, mchid,
                is_payer
            FROM app ORDER BY app_id LIMIT 1
            """,
            row: Self.app
        )
    }

    /// All of them, by number.
    func apps() throws -> [KnownApp] {
        try connection.all(
            """
            SELECT app_id, appid, oper_id, name, sealed_secret, disabled_at IS NULL, mchid,
                is_payer
            FROM app ORDER BY app_id LIMIT 10000
            """,
            row: Self.app
        )
    }

    /// Adds it, or brings the row of this number up to date; in service or not as it was.
    func put(_ app: KnownApp, at now: UnixTime) throws {
        try connection.run(
            """
            INSERT INTO app
                (app_id, appid, oper_id, name, sealed_secret, mchid, is_payer, updated_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7)
            ON CONFLICT (app_id) DO UPDATE SET
                appid = excluded.appid, oper_id = excluded.oper_id, name = excluded.name,
                sealed_secret = excluded.sealed_secret, mchid = excluded.mchid,
                updated_at = excluded.updated_at
            """,
            app.id,
            app.appid,
            app.oper,
            app.name,
            app.sealedSecret,
            app.mchid,
            now
        )
    }

    private static func app(_ row: Row) throws(StorageError) -> KnownApp {
        try KnownApp(
            id: row.id(0),
            appid: row.text(1),
            oper: row.integer(2),
            name: row.text(3),
            sealedSecret: row.bytes(4),
            mchid: row.optionalText(6),
            isPayer: row.bool(7),
            isEnabled: row.bool(5)
        )
    }
}
