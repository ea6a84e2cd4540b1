import ServiceKit
import Storage

/// All SQL about how often endpoints may be called, and have been.
struct QuotaStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// The limits that differ from WeChat's.
    func overrides() throws -> [Quota] {
        try connection.all("SELECT name, span, maximum FROM quota ORDER BY name, span LIMIT 1000") {
            try Quota(
                name: $0.text(0),
                span: $0.value(1),
                maximum: $0.integer(2)
            )
        }
    }

    func set(_ quota: Quota) throws {
        try connection.run(
            """
            INSERT INTO quota (name, span, maximum) VALUES (?1, ?2, ?3)
            ON CONFLICT (name, span) DO UPDATE SET maximum = excluded.maximum
            """,
            quota.name,
            quota.span.rawValue,
            quota.maximum
        )
    }

    /// One more call in this period; gives how many those are.
    func add(_ quota: Quota, _ app: DemoApp, period: Int64) throws -> Int64 {
        try connection.first(
            """
            INSERT INTO quota_use (app, name, span, period, used) VALUES (?1, ?2, ?3, ?4, 1)
            ON CONFLICT (app, name, span) DO UPDATE SET
                used = CASE WHEN quota_use.period = excluded.period
                    THEN quota_use.used + 1 ELSE 1 END,
                period = excluded.period
            RETURNING used
            """,
            app.id,
            quota.name,
            quota.span.rawValue,
            period
        ) { try $0.integer(0) } ?? 0
    }

    /// How many calls there were in this period.
    func used(_ quota: Quota, _ app: DemoApp, period: Int64) throws -> Int64 {
        try connection.first(
            """
            SELECT used FROM quota_use
            WHERE app = ?1 AND name = ?2 AND span = ?3 AND period = ?4
            """,
            app.id,
            quota.name,
            quota.span.rawValue,
            period
        ) { try $0.integer(0) } ?? 0
    }

    func removeAll() throws {
        try connection.run("DELETE FROM quota")
        try connection.run("DELETE FROM quota_use")
    }
}
