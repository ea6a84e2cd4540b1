import Basics
import Storage

// MARK: - What could not be applied

extension InboxStore {
    private static let problemLength = 500

    func hasParked(of subject: String) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM inbox_parked WHERE subject = ?1 LIMIT 1",
            subject
        ) { _ in true } ?? false
    }

    func park(_ message: UnreadableMessage, _ problem: String, at time: UnixTime) throws {
        let id: ID<ParkedEvent> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO inbox_parked (id, event, seq, subject, type, content, problem, at, retries)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0)
            """,
            id,
            message.id,
            message.seq,
            message.subject,
            message.type,
            message.octets,
            String(problem.prefix(Self.problemLength)),
            time
        )
    }

    func parked(after id: ID<ParkedEvent>?, limit: Int64) throws -> [ParkedEvent] {
        try connection.all(
            """
            SELECT id, event, subject, type, content, problem, at, retries
            FROM inbox_parked WHERE id > ?1 ORDER BY id LIMIT ?2
            """,
            id ?? ID(.min),
            limit,
            row: Self.parkedEvent
        )
    }

    func parked(_ id: ID<ParkedEvent>) throws -> ParkedEvent? {
        try connection.first(
            """
            SELECT id, event, subject, type, content, problem, at, retries
            FROM inbox_parked WHERE id = ?1
            """,
            id,
            row: Self.parkedEvent
        )
    }

    /// All of one subject, in the order in which they came.
    func parked(of subject: String) throws -> [ParkedEvent] {
        try connection.all(
            """
            SELECT id, event, subject, type, content, problem, at, retries
            FROM inbox_parked WHERE subject = ?1 ORDER BY id
            """,
            subject,
            row: Self.parkedEvent
        )
    }

    @discardableResult
    func remove(_ id: ID<ParkedEvent>) throws -> Bool {
        try connection.run("DELETE FROM inbox_parked WHERE id = ?1", id) == 1
    }

    func noteRetry(_ id: ID<ParkedEvent>, _ problem: String) throws {
        try connection.run(
            "UPDATE inbox_parked SET problem = ?2, retries = retries + 1 WHERE id = ?1",
            id,
            String(problem.prefix(Self.problemLength))
        )
    }

    func parkedCount(upTo limit: Int) throws -> Int {
        try connection.first(
            "SELECT count(*) FROM (SELECT 1 FROM inbox_parked LIMIT ?1) AS counted",
            limit
        ) { try Int($0.integer(0)) } ?? 0
    }

    private static func parkedEvent(_ row: Row) throws(StorageError) -> ParkedEvent {
        try ParkedEvent(
            id: row.id(0),
            event: row.text(1),
            subject: row.text(2),
            type: row.text(3),
            content: row.bytes(4),
            problem: row.text(5),
            at: row.time(6),
            retries: row.integer(7)
        )
    }
}
