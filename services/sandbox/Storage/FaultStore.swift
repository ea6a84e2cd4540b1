import Basics
import Storage

/// All SQL about faults.
struct FaultStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// One that is to come.
    struct Waiting: Sendable {
        let id: ID<Fault>
        /// The name under which it was posted with others; empty without one.
        let script: String
        let path: String
        let kind: String
        let fault: Fault?
        /// How often it is still to happen.
        let times: Int64
        /// Posted for a call by its number, and so before what merely waits.
        let isNumbered: Bool
        /// How many calls go by before it happens.
        let skips: Int64
    }

    static let maximumCount: Int64 = 1000

    /// In the order in which they were posted.
    func all() throws -> [Waiting] {
        try connection.all(
            """
            SELECT id, script, path, kind, errcode, code, status, milliseconds, skew_seconds,
                times, is_numbered, skips
            FROM fault ORDER BY id LIMIT ?1
            """,
            Self.maximumCount,
            row: Self.waiting
        )
    }

    func count() throws -> Int64 {
        try connection.first("SELECT count(*) FROM fault") { try $0.integer(0) } ?? 0
    }

    /// Those that a call is to meet.
    func all(at path: String, of route: String) throws -> [Waiting] {
        try all().filter { FaultPath.matches($0.path, path: path, route: route) }
    }

    func add(_ order: FaultOrder, script: String) throws -> ID<Fault> {
        let id: ID<Fault> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO fault
                (id, script, path, kind, errcode, code, status, milliseconds, skew_seconds, times,
                 is_numbered, skips)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """,
            id,
            script,
            order.path.text,
            order.kind,
            order.errcode,
            order.code,
            order.status,
            order.milliseconds,
            order.skewSeconds,
            order.times,
            order.number != nil,
            (order.number ?? 1) - 1
        )
        return id
    }

    /// The fault of a call: what was posted for just this one, else what has waited longest, once
    /// less. What is for a later call comes one nearer.
    func take(at path: String, of route: String) throws -> Fault? {
        let waiting = try all(at: path, of: route)
        for fault in waiting where fault.skips > 0 {
            try connection.run("UPDATE fault SET skips = skips - 1 WHERE id = ?1", fault.id)
        }
        let due = waiting.filter { $0.skips == 0 }
        guard let taken = due.first(where: \.isNumbered) ?? due.first else { return nil }
        if taken.times > 1 {
            try connection.run("UPDATE fault SET times = times - 1 WHERE id = ?1", taken.id)
        } else {
            try remove(taken.id)
        }
        return taken.fault
    }

    func remove(_ id: ID<Fault>) throws {
        try connection.run("DELETE FROM fault WHERE id = ?1", id)
    }

    func remove(at path: String) throws {
        try connection.run("DELETE FROM fault WHERE path = ?1", path)
    }

    func removeAll() throws {
        try connection.run("DELETE FROM fault")
    }

    private static func waiting(_ row: Row) throws(StorageError) -> Waiting {
        try Waiting(
            id: row.id(0),
            script: row.text(1),
            path: row.text(2),
            kind: row.text(3),
            fault: fault(row),
            times: row.integer(9),
            isNumbered: row.bool(10),
            skips: row.integer(11)
        )
    }

    /// Nil for a kind that the storage of a service has, and not WeChat.
    private static func fault(_ row: Row) throws(StorageError) -> Fault? {
        guard let kind = Fault.Kind(rawValue: try row.text(3)) else { return nil }
        return try Fault(
            kind: kind,
            errcode: row.integer(4),
            code: row.text(5),
            status: row.integer(6),
            milliseconds: row.integer(7),
            skewSeconds: row.integer(8)
        )
    }
}
