import Basics
import ServiceKit
import Storage

/// All SQL about apps.
struct AppStore {
    private let connection: Connection

    static let maximumCount = 100

    init(_ connection: Connection) {
        self.connection = connection
    }

    func all() throws -> [DemoApp] {
        try connection.all(
            """
            SELECT id, appid, secret, oper, name, is_bound, mchid FROM app ORDER BY id LIMIT 1000
            """,
            row: Self.app
        )
    }

    func app(_ id: ID<App>) throws -> DemoApp? {
        try connection.first(
            "SELECT id, appid, secret, oper, name, is_bound, mchid FROM app WHERE id = ?1",
            id,
            row: Self.app
        )
    }

    func app(_ appid: String) throws -> DemoApp? {
        try connection.first(
            "SELECT id, appid, secret, oper, name, is_bound, mchid FROM app WHERE appid = ?1",
            appid,
            row: Self.app
        )
    }

    func add(_ app: DemoApp) throws {
        try connection.run(
            """
            INSERT INTO app
                (id, appid, secret, oper, name, is_bound, mchid, forced_day, forced_count,
                forced_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0)
            """,
            app.id,
            app.appid,
            app.secret,
            app.oper,
            app.name,
            app.isBound,
            app.mchid
        )
    }

    /// Its secret, name, merchant and whether it is bound; the rest stays.
    func change(_ app: DemoApp) throws {
        try connection.run(
            "UPDATE app SET secret = ?2, name = ?3, mchid = ?4, is_bound = ?5 WHERE id = ?1",
            app.id,
            app.secret,
            app.name,
            app.mchid,
            app.isBound
        )
    }

    /// When the access token was last changed by force, and how often on that day.
    func forcedRefreshes(_ app: ID<App>) throws -> (day: Day, count: Int64, at: UnixTime)? {
        try connection.first(
            "SELECT forced_day, forced_count, forced_at FROM app WHERE id = ?1",
            app
        ) { try ($0.day(0), $0.integer(1), $0.time(2)) }
    }

    func setForcedRefreshes(_ app: ID<App>, day: Day, count: Int64, at: UnixTime) throws {
        try connection.run(
            "UPDATE app SET forced_day = ?2, forced_count = ?3, forced_at = ?4 WHERE id = ?1",
            app,
            day,
            count,
            at
        )
    }

    private static func app(_ row: Row) throws(StorageError) -> DemoApp {
        try DemoApp(
            id: row.id(0),
            appid: row.text(1),
            secret: row.text(2),
            oper: row.integer(3),
            name: row.text(4),
            mchid: row.text(6),
            isBound: row.bool(5)
        )
    }
}
