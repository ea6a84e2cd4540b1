import Basics
import Storage
import TreasureDomain

/// All SQL of what happens to rows when two accounts become one, and when one is deleted.
struct AccountStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    // MARK: Two become one

    /// What belonged to an account belongs to another one.
    func move(_ gone: ID<User>, to left: ID<User>) throws {
        try connection.run("UPDATE task SET publisher = ?2 WHERE publisher = ?1", gone, left)
        try connection.run("UPDATE prize SET winner = ?2 WHERE winner = ?1", gone, left)
        try moveParticipations(gone, left)
        try moveShares(gone, left)
        try moveTotals(gone, left)
        try connection.run(
            """
            INSERT INTO blacklist (uid, reason, operator, at)
            SELECT ?2, reason, operator, at FROM blacklist WHERE uid = ?1
            ON CONFLICT (uid) DO NOTHING
            """,
            gone,
            left
        )
        try connection.run("DELETE FROM blacklist WHERE uid = ?1", gone)
    }

    /// Where both have dug, the digs of both are one's.
    private func moveParticipations(_ gone: ID<User>, _ left: ID<User>) throws {
        let shared = try connection.all(
            """
            SELECT other.task, other.digs, other.won, other.last_dig
            FROM participant AS other
            JOIN participant ON participant.task = other.task AND participant.uid = ?2
            WHERE other.uid = ?1
            """,
            gone,
            left,
            row: { row -> (ID<TreasureTask>, Int64, Int64, UnixTime) in
                try (row.id(0), row.integer(1), row.integer(2), row.time(3))
            }
        )
        for (task, digs, won, lastDig) in shared {
            try connection.run(
                """
                UPDATE participant SET digs = digs + ?3,
                    won = CASE WHEN ?4 = 1 THEN 1 ELSE won END,
                    last_dig = CASE WHEN last_dig < ?5 THEN ?5 ELSE last_dig END
                WHERE task = ?1 AND uid = ?2
                """,
                task,
                left,
                digs,
                won,
                lastDig
            )
            try connection.run(
                "DELETE FROM participant WHERE task = ?1 AND uid = ?2",
                task,
                gone
            )
        }
        try connection.run("UPDATE participant SET uid = ?2 WHERE uid = ?1", gone, left)
    }

    private func moveShares(_ gone: ID<User>, _ left: ID<User>) throws {
        try connection.run(
            """
            INSERT INTO share (task, uid, sharer, at)
            SELECT task, ?2, sharer, at FROM share WHERE uid = ?1
            ON CONFLICT (task, uid, sharer) DO NOTHING
            """,
            gone,
            left
        )
        try connection.run("DELETE FROM share WHERE uid = ?1", gone)
        // A poster that is out leads where it did.
        try connection.run(
            """
            UPDATE scene SET sharer = ?2
            WHERE sharer = ?1 AND NOT EXISTS (SELECT 1 FROM scene AS other
                WHERE other.task = scene.task AND other.sharer = ?2)
            """,
            gone,
            left
        )
    }

    private func moveTotals(_ gone: ID<User>, _ left: ID<User>) throws {
        try connection.run(
            """
            INSERT INTO player
                (uid, unionid, digs, releases, partakes, day, digs_today, releases_today)
            SELECT ?2, unionid, digs, releases, 0, day, digs_today, releases_today
            FROM player WHERE uid = ?1
            ON CONFLICT (uid) DO UPDATE SET
                digs = player.digs + excluded.digs,
                releases = player.releases + excluded.releases,
                digs_today = CASE WHEN player.day = excluded.day
                    THEN player.digs_today + excluded.digs_today ELSE player.digs_today END,
                releases_today = CASE WHEN player.day = excluded.day
                    THEN player.releases_today + excluded.releases_today
                    ELSE player.releases_today END
            """,
            gone,
            left
        )
        try connection.run("DELETE FROM player WHERE uid = ?1", gone)
        // Not a sum: there may be tasks in which both have dug.
        try connection.run(
            """
            UPDATE player SET partakes = (SELECT count(*) FROM participant WHERE uid = ?1)
            WHERE uid = ?1
            """,
            left
        )
    }

    // MARK: One is deleted

    /// The tasks of an account that are not over.
    func openTasks(of uid: ID<User>) throws -> [ID<TreasureTask>] {
        try connection.all(
            """
            SELECT id FROM task
            WHERE publisher = ?1 AND state IN ('draft', 'awaiting_payment', 'open')
            """,
            uid,
            row: { try $0.id(0) }
        )
    }

    /// Nothing that they wrote or said of themselves is left. The names of prizes stay, for those
    /// who have won them, and so does everything about money.
    func anonymise(_ uid: ID<User>) throws {
        try connection.run(
            """
            UPDATE task SET signature = '', synopsis = '', picture = '', thumbnail = '',
                listed = NULL
            WHERE publisher = ?1
            """,
            uid
        )
        try connection.run(
            """
            UPDATE claim SET address = NULL
            WHERE prize IN (SELECT id FROM prize WHERE winner = ?1)
            """,
            uid
        )
        try connection.run("DELETE FROM share WHERE uid = ?1", uid)
        try connection.run(
            """
            DELETE FROM share WHERE sharer IN (SELECT unionid FROM scene WHERE sharer = ?1
                UNION SELECT unionid FROM player WHERE uid = ?1)
            """,
            uid
        )
        // A poster that is out leads where it did, and says no more who made it.
        try connection.run("UPDATE scene SET unionid = ?2 WHERE sharer = ?1", uid, Bytes())
        try connection.run("DELETE FROM player WHERE uid = ?1", uid)
    }
}
