import Basics
import Storage
import TreasureDomain

/// All SQL of what players have done altogether and today, and of the figures of a day.
struct PlayerStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func totals(of uid: ID<User>) throws -> PlayerTotals {
        try connection.first(
            "SELECT digs, releases, partakes FROM player WHERE uid = ?1",
            uid,
            row: {
                try PlayerTotals(
                    digs: $0.integer(0),
                    releases: $0.integer(1),
                    partakes: $0.integer(2)
                )
            }
        ) ?? .none
    }

    /// Counts a dig, and says how many that makes today.
    func countDig(
        of uid: ID<User>,
        called unionid: ExternalID,
        isFirst: Bool,
        on day: Day
    ) throws -> Int64 {
        try connection.first(
            """
            INSERT INTO player
                (uid, unionid, digs, releases, partakes, day, digs_today, releases_today)
            VALUES (?1, ?4, 1, 0, ?2, ?3, 1, 0)
            ON CONFLICT (uid) DO UPDATE SET
                unionid = excluded.unionid,
                digs = player.digs + 1,
                partakes = player.partakes + excluded.partakes,
                digs_today = CASE WHEN player.day = excluded.day
                    THEN player.digs_today + 1 ELSE 1 END,
                releases_today = CASE WHEN player.day = excluded.day
                    THEN player.releases_today ELSE 0 END,
                day = excluded.day
            RETURNING digs_today
            """,
            uid,
            isFirst,
            day,
            unionid,
            row: { try $0.integer(0) }
        ) ?? 1
    }

    /// Counts a task that is published, and says how many that makes today.
    func countRelease(
        of uid: ID<User>,
        called unionid: ExternalID,
        on day: Day
    ) throws -> Int64 {
        try connection.first(
            """
            INSERT INTO player
                (uid, unionid, digs, releases, partakes, day, digs_today, releases_today)
            VALUES (?1, ?3, 0, 1, 0, ?2, 0, 1)
            ON CONFLICT (uid) DO UPDATE SET
                unionid = excluded.unionid,
                releases = player.releases + 1,
                releases_today = CASE WHEN player.day = excluded.day
                    THEN player.releases_today + 1 ELSE 1 END,
                digs_today = CASE WHEN player.day = excluded.day
                    THEN player.digs_today ELSE 0 END,
                day = excluded.day
            RETURNING releases_today
            """,
            uid,
            day,
            unionid,
            row: { try $0.integer(0) }
        ) ?? 1
    }

    /// How many tasks somebody has published that day, before anything is asked of others.
    func releases(of uid: ID<User>, on day: Day) throws -> Int64 {
        try connection.first(
            "SELECT releases_today FROM player WHERE uid = ?1 AND day = ?2",
            uid,
            day,
            row: { try $0.integer(0) }
        ) ?? 0
    }

    /// Counts what happened on a day, for its figures.
    func count(tasks: Int64 = 0, digs: Int64 = 0, prizes: Int64 = 0, on day: Day) throws {
        try connection.run(
            """
            INSERT INTO day_figure (day, tasks, digs, prizes) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (day) DO UPDATE SET
                tasks = day_figure.tasks + excluded.tasks,
                digs = day_figure.digs + excluded.digs,
                prizes = day_figure.prizes + excluded.prizes
            """,
            day,
            tasks,
            digs,
            prizes
        )
    }
}
