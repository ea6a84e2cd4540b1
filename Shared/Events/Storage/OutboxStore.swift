import Basics
import Storage

/// All SQL of the tables `outbox` and `outbox_pending`.
struct OutboxStore {
    /// An event that a receiver has not acknowledged.
    struct Pending: Sendable {
        let id: Int64
        let subject: String
        let type: String
        let at: UnixTime
        let data: Bytes
    }

    let connection: Connection

    static let schema: StaticString = """
        CREATE TABLE outbox (
            id INT64 PRIMARY KEY NOT NULL,
            subject TEXT NOT NULL,
            type TEXT NOT NULL,
            at INT64 NOT NULL,
            data BYTES NOT NULL
        );
        CREATE TABLE outbox_pending (
            receiver TEXT NOT NULL,
            event INT64 NOT NULL REFERENCES outbox (id),
            PRIMARY KEY (receiver, event)
        );
        CREATE INDEX outbox_pending_event ON outbox_pending (event);
        """

    func append(_ event: OutgoingEvent, at: UnixTime, to receivers: [String]) throws {
        // Without receivers nobody would ever take it away again.
        guard !receivers.isEmpty else { return }
        let id: ID<OutgoingEvent> = try connection.nextID()
        try connection.run(
            "INSERT INTO outbox (id, subject, type, at, data) VALUES (?1, ?2, ?3, ?4, ?5)",
            id,
            event.subject,
            event.type,
            at,
            event.data
        )
        for receiver in receivers {
            try connection.run(
                "INSERT INTO outbox_pending (receiver, event) VALUES (?1, ?2)",
                receiver,
                id
            )
        }
    }

    /// The oldest ones, in the order in which they happened.
    func pending(for receiver: String, limit: Int) throws -> [Pending] {
        try connection.all(
            """
            SELECT e.id, e.subject, e.type, e.at, e.data
            FROM outbox_pending p JOIN outbox e ON e.id = p.event
            WHERE p.receiver = ?1 ORDER BY p.event LIMIT ?2
            """,
            receiver,
            limit
        ) { row in
            try Pending(
                id: row.integer(0),
                subject: row.text(1),
                type: row.text(2),
                at: row.time(3),
                data: row.bytes(4)
            )
        }
    }

    /// Forgets what a receiver has acknowledged, and the events that nobody waits for any more.
    func acknowledge(_ ids: [Int64], by receiver: String) throws {
        for id in ids {
            try connection.run(
                "DELETE FROM outbox_pending WHERE receiver = ?1 AND event = ?2",
                receiver,
                id
            )
            try connection.run(
                """
                DELETE FROM outbox WHERE id = ?1
                AND NOT EXISTS (SELECT 1 FROM outbox_pending WHERE event = ?1)
                """,
                id
            )
        }
    }

    /// How many wait for a receiver, counted up to a bound, and since when the oldest does.
    func backlog(for receiver: String, limit: Int) throws -> (count: Int, oldest: UnixTime?) {
        let count = try connection.first(
            """
            SELECT count(*) FROM
            (SELECT 1 FROM outbox_pending WHERE receiver = ?1 LIMIT ?2) AS waiting
            """,
            receiver,
            limit
        ) { try Int($0.integer(0)) }
        return (count ?? 0, try pending(for: receiver, limit: 1).first?.at)
    }
}
