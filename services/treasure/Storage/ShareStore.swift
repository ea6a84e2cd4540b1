import Basics
import Storage
import TreasureDomain

/// All SQL of who brought whom, and of what posters' codes carry.
struct ShareStore {
    /// So many are noted for one person and task.
    static let most: Int64 = 20

    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// Where a poster's code leads.
    struct Scene: Sendable, Equatable {
        let code: TaskCode
        /// The unionid of whoever had the poster made.
        let sharer: ExternalID
    }

    func scene(_ number: Int64) throws -> Scene? {
        try connection.first(
            """
            SELECT task.code, scene.unionid FROM scene JOIN task ON task.id = scene.task
            WHERE scene.number = ?1
            """,
            number,
            row: { try Scene(code: TaskCode(stored: $0.text(0)), sharer: $0.octets(1)) }
        )
    }

    /// Whether nothing is left to note: it stands there, or enough does.
    func isNoted(_ sharer: ExternalID, _ uid: ID<User>, _ task: ID<TreasureTask>) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM share WHERE task = ?1 AND uid = ?2 AND sharer = ?3
            UNION ALL
            SELECT 1 WHERE (SELECT count(*) FROM share WHERE task = ?1 AND uid = ?2) >= ?4
            """,
            task,
            uid,
            sharer,
            Self.most,
            row: { _ in true }
        ) ?? false
    }

    /// Notes who brought somebody, once for each pair and task.
    func note(
        _ sharer: ExternalID,
        brought uid: ID<User>,
        to task: ID<TreasureTask>,
        at time: UnixTime
    ) throws {
        guard try !isNoted(sharer, uid, task) else { return }
        try connection.run(
            """
            INSERT INTO share (task, uid, sharer, at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (task, uid, sharer) DO NOTHING
            """,
            task,
            uid,
            sharer,
            time
        )
    }
}
