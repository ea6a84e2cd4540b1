import Basics
import Storage

/// All SQL about faults.
struct FaultStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// One that is waiting.
    struct Waiting: Sendable {
        let path: String
        let kind: String
        let errcode: Int64
        let times: Int64
    }

    func all() throws -> [Waiting] {
        try connection.all(
            "SELECT path, kind, errcode, times FROM fault ORDER BY id LIMIT 1000"
        ) {
            Waiting(
                path: $0.text(0),
                kind: $0.text(1),
                errcode: $0.integer(2),
                times: $0.integer(3)
            )
        }
    }

    func isAny(at path: String) throws -> Bool {
        try connection.first("SELECT 1 FROM fault WHERE path = ?1 LIMIT 1", path) { _ in true }
            ?? false
    }

    func add(_ fault: Waiting, milliseconds: Int64) throws {
        let id: ID<FaultStore> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO fault (id, path, kind, errcode, milliseconds, times)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """,
            id,
            fault.path,
            fault.kind,
            fault.errcode,
            milliseconds,
            fault.times
        )
    }

    /// The one that has waited longest, once less.
    func take(at path: String) throws -> Fault? {
        let found = try connection.first(
            """
            SELECT id, kind, errcode, milliseconds, times FROM fault
            WHERE path = ?1 ORDER BY id LIMIT 1
            """,
            path
        ) { row -> (ID<FaultStore>, String, Int64, Int64, Int64) in
            (row.id(0), row.text(1), row.integer(2), row.integer(3), row.integer(4))
        }
        guard let (id, kind, errcode, milliseconds, times) = found else { return nil }
        if times > 1 {
            try connection.run("UPDATE fault SET times = times - 1 WHERE id = ?1", id)
        } else {
            try connection.run("DELETE FROM fault WHERE id = ?1", id)
        }
        return Fault.Kind(rawValue: kind).map {
            Fault(kind: $0, errcode: errcode, milliseconds: milliseconds)
        }
    }

    func remove(at path: String) throws {
        try connection.run("DELETE FROM fault WHERE path = ?1", path)
    }

    func removeAll() throws {
        try connection.run("DELETE FROM fault")
    }
}
