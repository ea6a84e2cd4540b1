public import Basics
import Storage

/// Where a job stands.
public enum JobState: String, Sendable, CaseIterable {
    /// For its due time, or for somebody to take it.
    case waiting
    /// In the hands of a process, until its lease is over.
    case running
    /// After a failure, or because its handler asked for a pause.
    case paused
    /// It failed too often, or nobody can do it as it is: a person has to look.
    case parked
}

/// A job as whoever looks after the process sees it.
public struct JobRecord: Sendable {
    /// Greater than those of all jobs that were enqueued before.
    public let id: ID<Job>
    /// The name of its kind.
    public let kind: String
    /// Its name among those of its kind.
    public let key: String
    /// Where it stands.
    public let state: JobState
    /// When it is due, or was, by the domain's clock.
    public let due: UnixTime
    /// The end of the lease or of the pause, in real time; nil for a job that waits or is parked.
    public let heldUntil: UnixTime?
    /// How often it was begun.
    public let tries: Int
    /// How often in a row it failed; of one that runs, the present run is counted.
    public let failures: Int
    /// Which process has it: a random name; empty where none has.
    public let owner: String
    /// What the last failure was, cut and without what looks like a secret; or why it is parked.
    public let lastError: String
    /// What it has to know: JSON.
    public let payload: Bytes
}

// MARK: - For people

extension JobStore {
    /// Jobs in the order in which they were enqueued, those after `after`; of one kind or state
    /// where one is given.
    public func page(
        kind: String? = nil,
        state: JobState? = nil,
        after: ID<Job>? = nil,
        limit: Int
    ) throws -> [JobRecord] {
        try connection.all(
            """
            SELECT id, kind, key, state, due_at, held_until, tries, failures, owner, last_error,
                payload
            FROM job
            WHERE id > ?1 AND (?2 = '' OR kind = ?2) AND (?3 = '' OR state = ?3)
            ORDER BY id LIMIT ?4
            """,
            after ?? ID(.min),
            kind ?? "",
            state?.rawValue ?? "",
            limit,
            row: Self.record
        )
    }

    /// One job; nil when it was done or cancelled meanwhile.
    public func record(_ id: ID<Job>) throws -> JobRecord? {
        try connection.first(
            """
            SELECT id, kind, key, state, due_at, held_until, tries, failures, owner, last_error,
                payload
            FROM job WHERE id = ?1
            """,
            id,
            row: Self.record
        )
    }

    /// Has a job done now: one that is parked, paused, or not due yet. Its failures are forgotten.
    /// Wake the queue after the unit. False for one that runs, or is there no more.
    public func retry(_ id: ID<Job>, at now: UnixTime) throws -> Bool {
        try connection.run(
            """
            UPDATE job SET state = 'waiting', held_until = 0, failures = 0,
                due_at = CASE WHEN due_at > ?2 THEN ?2 ELSE due_at END
            WHERE id = ?1 AND state <> 'running'
            """,
            id,
            now
        ) == 1
    }

    /// Takes a job away for good. One that runs is refused when it wants to finish, and what it
    /// did in that unit is taken back. A kind with a schedule has its job back at the next look.
    /// False when it is there no more.
    public func cancel(_ id: ID<Job>) throws -> Bool {
        try connection.run("DELETE FROM job WHERE id = ?1", id) == 1
    }

    private static func record(_ row: Row) throws(StorageError) -> JobRecord {
        let heldUntil = try row.time(5)
        return try JobRecord(
            id: row.id(0),
            kind: row.text(1),
            key: row.text(2),
            // The table allows no other.
            state: JobState(rawValue: row.text(3)) ?? .parked,
            due: row.time(4),
            heldUntil: heldUntil.milliseconds == 0 ? nil : heldUntil,
            tries: Int(clamping: row.integer(6)),
            failures: Int(clamping: row.integer(7)),
            owner: row.text(8),
            lastError: row.text(9),
            payload: row.bytes(10)
        )
    }
}

// MARK: - For metrics and alarms

/// How the jobs of a kind stand.
struct JobFigures: Sendable, Equatable {
    /// Those that wait for their time, for a process or for the end of a pause.
    var waiting = 0
    var parked = 0
    /// The one that has been due for longest and does not run.
    var oldest: UnixTime?
    var oldestID: ID<Job>?

    /// Counting stops there.
    static let limit = 10_000
}

extension JobStore {
    func figures(of kind: String, at now: UnixTime) throws -> JobFigures {
        var figures = JobFigures()
        figures.waiting = try count("waiting", kind) + count("paused", kind)
        figures.parked = try count("parked", kind)
        for state in ["waiting", "paused"] {
            let oldest = try connection.first(
                """
                SELECT due_at, id FROM job WHERE kind = ?1 AND state = ?2 AND due_at <= ?3
                ORDER BY due_at LIMIT 1
                """,
                kind,
                state,
                now
            ) { try (due: $0.time(0), id: ID<Job>($0.integer(1))) }
            guard let oldest, oldest.due < figures.oldest ?? UnixTime(milliseconds: .max) else {
                continue
            }
            figures.oldest = oldest.due
            figures.oldestID = oldest.id
        }
        return figures
    }

    /// The names that stand in the table, each found by one look into the index.
    func kinds(limit: Int = 1000) throws -> [String] {
        var kinds: [String] = []
        while kinds.count < limit,
            let next = try connection.first(
                "SELECT min(kind) FROM job WHERE kind > ?1",
                kinds.last ?? "",
                row: { try $0.optionalText(0) }
            ) ?? nil
        {
            kinds.append(next)
        }
        return kinds
    }

    private func count(_ state: String, _ kind: String) throws -> Int {
        try connection.first(
            """
            SELECT count(*) FROM
            (SELECT 1 FROM job WHERE kind = ?1 AND state = ?2 LIMIT ?3) AS counted
            """,
            kind,
            state,
            JobFigures.limit
        ) { try Int($0.integer(0)) } ?? 0
    }
}

// MARK: - Kinds with a schedule

extension JobStore {
    /// Whether there is a job of this name, and when it is due.
    func due(kind: String, key: String) throws -> UnixTime? {
        try connection.first(
            "SELECT due_at FROM job WHERE kind = ?1 AND key = ?2",
            kind,
            key
        ) { try $0.time(0) }
    }

    /// A job that waits for a time that is too far off, as the clock was set back, is due now.
    func hasten(kind: String, key: String, dueAfter bound: UnixTime, to now: UnixTime) throws {
        try connection.run(
            """
            UPDATE job SET due_at = ?4
            WHERE kind = ?1 AND key = ?2 AND state = 'waiting' AND due_at > ?3
            """,
            kind,
            key,
            bound,
            now
        )
    }
}
