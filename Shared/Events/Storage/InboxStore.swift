import Basics
import Storage

/// All SQL of the tables `inbox` and `inbox_parked`.
struct InboxStore {
    let connection: Connection

    static let schema: StaticString = """
        CREATE TABLE inbox (
            id TEXT PRIMARY KEY NOT NULL,
            at INT64 NOT NULL
        );
        CREATE INDEX inbox_at ON inbox (at);
        CREATE TABLE inbox_parked (
            id INT64 PRIMARY KEY NOT NULL,
            event TEXT NOT NULL UNIQUE,
            seq INT64 NOT NULL,
            subject TEXT NOT NULL,
            type TEXT NOT NULL,
            content BYTES NOT NULL,
            problem TEXT NOT NULL,
            at INT64 NOT NULL,
            retries INT64 NOT NULL
        );
        CREATE INDEX inbox_parked_subject ON inbox_parked (subject, id);
        """

    /// Longer than any sender goes on trying while somebody looks after it.
    private static let keptSeconds: Int64 = 90 * 86_400
    private static let forgottenAtOnce = 20

    /// False when the event was received before.
    func remember(_ id: String, at time: UnixTime) throws -> Bool {
        try connection.run(
            "INSERT INTO inbox (id, at) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
            id,
            time
        ) == 1
    }

    /// Keeps the table from growing for ever: a few of the oldest go with each new one.
    func forgetOld(before now: UnixTime) throws {
        try connection.run(
            """
            DELETE FROM inbox WHERE id IN
            (SELECT id FROM inbox WHERE at < ?1 ORDER BY at LIMIT ?2)
            """,
            now.adding(seconds: -Self.keptSeconds),
            Self.forgottenAtOnce
        )
    }
}
