import Basics
import Storage

/// All SQL of the tables `idempotent_request` and `idempotent_unit`.
struct IdempotencyStore {
    /// A request under a key, as far as it has come.
    struct Row: Sendable {
        let fingerprint: Bytes
        /// Who works on it, until when, in real milliseconds.
        let owner: String
        let leaseUntil: Int64
        /// What was answered; nil as long as nothing was.
        let answer: Answer?
    }

    /// An answer that is given again.
    struct Answer: Sendable {
        let status: Int64
        let contentType: String
        let body: Bytes
    }

    let connection: Connection

    static let schema: StaticString = """
        CREATE TABLE idempotent_request (
            scope BYTES PRIMARY KEY NOT NULL,
            fingerprint BYTES NOT NULL,
            owner TEXT NOT NULL,
            lease_until INT64 NOT NULL,
            status INT64,
            content_type TEXT NOT NULL,
            body BYTES NOT NULL,
            at INT64 NOT NULL
        );
        CREATE INDEX idempotent_request_at ON idempotent_request (at);
        CREATE TABLE idempotent_unit (
            scope BYTES NOT NULL REFERENCES idempotent_request (scope),
            number INT64 NOT NULL,
            value BYTES NOT NULL,
            PRIMARY KEY (scope, number)
        );
        """
}

extension IdempotencyStore {
    /// The request under a scope; nil if there is none.
    func row(_ scope: Bytes) throws -> Row? {
        try connection.first(
            """
            SELECT fingerprint, owner, lease_until, status, content_type, body
            FROM idempotent_request WHERE scope = ?1
            """,
            scope
        ) { row in
            let status = try row.optionalInteger(3)
            let (type, body) = (try row.text(4), try row.bytes(5))
            return Row(
                fingerprint: try row.bytes(0),
                owner: try row.text(1),
                leaseUntil: try row.integer(2),
                answer: status.map { Answer(status: $0, contentType: type, body: body) }
            )
        }
    }

    /// Begins a request; false if there is one under its scope.
    func add(
        _ key: IdempotencyKey,
        owner: String,
        leaseUntil: Int64,
        at time: UnixTime
    ) throws -> Bool {
        try connection.run(
            """
            INSERT INTO idempotent_request
                (scope, fingerprint, owner, lease_until, content_type, body, at)
            VALUES (?1, ?2, ?3, ?4, '', ?5, ?6) ON CONFLICT (scope) DO NOTHING
            """,
            key.scope,
            key.fingerprint,
            owner,
            leaseUntil,
            Bytes(),
            time
        ) == 1
    }

    /// Takes a request over from one whose lease has run out; false if somebody else was faster.
    func takeOver(
        _ scope: Bytes,
        from former: Row,
        owner: String,
        leaseUntil: Int64
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE idempotent_request SET owner = ?2, lease_until = ?3
            WHERE scope = ?1 AND owner = ?4 AND lease_until = ?5 AND status IS NULL
            """,
            scope,
            owner,
            leaseUntil,
            former.owner,
            former.leaseUntil
        ) == 1
    }

    /// Whether a request is still this one's to work on.
    func isOwned(_ scope: Bytes, by owner: String) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM idempotent_request WHERE scope = ?1 AND owner = ?2 AND status IS NULL",
            scope,
            owner,
            row: { try $0.integer(0) }
        ) != nil
    }

    /// Keeps what a unit of the request gave.
    func add(unit number: Int64, _ value: Bytes, of scope: Bytes) throws {
        try connection.run(
            """
            INSERT INTO idempotent_unit (scope, number, value) VALUES (?1, ?2, ?3)
            ON CONFLICT (scope, number) DO NOTHING
            """,
            scope,
            number,
            value
        )
    }

    /// What the units of a request gave that was broken off.
    func units(of scope: Bytes) throws -> [Int64: Bytes] {
        let rows = try connection.all(
            "SELECT number, value FROM idempotent_unit WHERE scope = ?1",
            scope
        ) { row in (try row.integer(0), try row.bytes(1)) }
        return Dictionary(rows) { first, _ in first }
    }

    /// Keeps the answer.
    func finish(_ scope: Bytes, by owner: String, _ answer: Answer) throws {
        try connection.run(
            """
            UPDATE idempotent_request SET status = ?3, content_type = ?4, body = ?5
            WHERE scope = ?1 AND owner = ?2
            """,
            scope,
            owner,
            answer.status,
            answer.contentType,
            answer.body
        )
    }

    /// Gives a request without an answer back: the next one that brings its key goes on with it at
    /// once.
    func release(_ scope: Bytes, by owner: String) throws {
        try connection.run(
            "UPDATE idempotent_request SET lease_until = 0 WHERE scope = ?1 AND owner = ?2",
            scope,
            owner
        )
    }

    /// Keeps the tables from growing for ever: a few of the oldest go with each new one.
    func forgetOld(before time: UnixTime) throws {
        let old: [Bytes] = try connection.all(
            "SELECT scope FROM idempotent_request WHERE at < ?1 ORDER BY at LIMIT 20",
            time,
            row: { try $0.bytes(0) }
        )
        for scope in old { try forget(scope) }
    }

    /// Forgets a request.
    func forget(_ scope: Bytes) throws {
        try connection.run("DELETE FROM idempotent_unit WHERE scope = ?1", scope)
        try connection.run("DELETE FROM idempotent_request WHERE scope = ?1", scope)
    }

    /// When a request began; nil if there is none.
    func began(_ scope: Bytes) throws -> UnixTime? {
        try connection.first(
            "SELECT at FROM idempotent_request WHERE scope = ?1",
            scope,
            row: { try $0.time(0) }
        )
    }
}
