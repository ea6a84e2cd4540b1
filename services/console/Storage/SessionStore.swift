import Basics
import ConsoleDomain
import Storage

/// All SQL of the tables `session` and `lockout`.
struct SessionStore {
    private let connection: Connection
    /// Of one person: those that were made first end.
    private static let mostSessions: Int64 = 20
    /// Names that somebody has made up are kept no more than so many.
    private static let mostNames: Int64 = 10_000

    init(_ connection: Connection) {
        self.connection = connection
    }

    func find(token hash: Bytes) throws -> ConsoleSession? {
        try connection.first(
            """
            SELECT token_hash, id, operator_id, span, made_at, seen_at, ends_at, proven_at, address,
                agent, device, secret, pin, pin_salt, pin_cost, pin_failures
            FROM session WHERE token_hash = ?1
            """,
            hash,
            row: Self.session
        )
    }

    func nextID() throws -> ID<ConsoleSession> { try connection.nextID() }

    func add(_ session: ConsoleSession) throws {
        try connection.run("DELETE FROM session WHERE ends_at <= ?1", session.madeAt)
        try connection.run(
            """
            INSERT INTO session (token_hash, id, operator_id, span, made_at, seen_at, ends_at,
                proven_at, address, agent, device, secret, pin, pin_salt, pin_cost, pin_failures)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
            """,
            session.tokenHash,
            session.id,
            session.operatorID,
            session.span.rawValue,
            session.madeAt,
            session.seenAt,
            session.endsAt,
            session.provenAt,
            session.address,
            session.agent,
            session.device,
            session.secret,
            session.pin?.hash,
            session.pin?.salt,
            session.pin?.cost,
            session.pinFailures
        )
        try connection.run(
            """
            DELETE FROM session WHERE operator_id = ?1 AND id <= (
                SELECT id FROM session WHERE operator_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)
            """,
            session.operatorID,
            Self.mostSessions
        )
    }

    /// The same session under another token, proven at this moment: the old token is worth nothing.
    func renew(_ hash: Bytes, as newHash: Bytes, provenAt time: UnixTime) throws -> Bool {
        try connection.run(
            """
            UPDATE session SET token_hash = ?2, proven_at = ?3, seen_at = ?3, secret = NULL
            WHERE token_hash = ?1
            """,
            hash,
            newHash,
            time
        ) == 1
    }

    func note(seen time: UnixTime, _ hash: Bytes) throws {
        try connection.run("UPDATE session SET seen_at = ?2 WHERE token_hash = ?1", hash, time)
    }

    func set(secret sealed: Bytes?, of hash: Bytes) throws {
        try connection.run("UPDATE session SET secret = ?2 WHERE token_hash = ?1", hash, sealed)
    }

    func set(pinFailures count: Int64, of hash: Bytes) throws {
        try connection.run(
            "UPDATE session SET pin_failures = ?2 WHERE token_hash = ?1",
            hash,
            count
        )
    }

    @discardableResult
    func end(token hash: Bytes) throws -> Bool {
        try connection.run("DELETE FROM session WHERE token_hash = ?1", hash) == 1
    }

    func end(_ id: ID<ConsoleSession>, of person: ID<ConsoleOperator>) throws -> Bool {
        try connection.run(
            "DELETE FROM session WHERE id = ?1 AND operator_id = ?2",
            id,
            person
        ) == 1
    }

    /// Ends all of somebody, but for one; how many that were.
    func endAll(of person: ID<ConsoleOperator>, but hash: Bytes = []) throws -> Int {
        try connection.run(
            "DELETE FROM session WHERE operator_id = ?1 AND token_hash <> ?2",
            person,
            hash
        )
    }

    /// The whole ones, the newest first.
    func list(of person: ID<ConsoleOperator>, at now: UnixTime) throws -> [ConsoleSession] {
        try connection.all(
            """
            SELECT token_hash, id, operator_id, span, made_at, seen_at, ends_at, proven_at, address,
                agent, device, secret, pin, pin_salt, pin_cost, pin_failures
            FROM session WHERE operator_id = ?1 AND ends_at > ?2 AND span <> 'half'
            ORDER BY id DESC LIMIT 100
            """,
            person,
            now,
            row: Self.session
        )
    }

    private static func session(_ row: borrowing Row) throws -> ConsoleSession {
        guard let span = SessionSpan(rawValue: try row.text(3)) else { throw StorageError.corrupt }
        var pin: StoredPassword?
        if let hash = try row.optionalBytes(12) {
            pin = StoredPassword(hash: hash, salt: try row.bytes(13), cost: try row.text(14))
        }
        return ConsoleSession(
            tokenHash: try row.bytes(0),
            id: try row.id(1),
            operatorID: try row.id(2),
            span: span,
            madeAt: try row.time(4),
            seenAt: try row.time(5),
            endsAt: try row.time(6),
            provenAt: try row.optionalTime(7),
            address: try row.text(8),
            agent: try row.text(9),
            device: try row.text(10),
            secret: try row.optionalBytes(11),
            pin: pin,
            pinFailures: try row.integer(15)
        )
    }

    // MARK: Wrong attempts

    /// By the hash of a name, whether somebody has it or not.
    func lockout(_ nameHash: Bytes) throws -> Lockout {
        try connection.first(
            "SELECT failures, failed_at FROM lockout WHERE name_hash = ?1",
            nameHash,
            row: { Lockout(failures: try $0.integer(0), failedAt: try $0.time(1)) }
        ) ?? .none
    }

    func noteFailure(_ nameHash: Bytes, at now: UnixTime) throws {
        let lockout = try lockout(nameHash).failed(at: now)
        try connection.run("DELETE FROM lockout WHERE failed_at < ?1", now.adding(seconds: -86_400))
        try connection.run(
            """
            INSERT INTO lockout (name_hash, failures, failed_at) VALUES (?1, ?2, ?3)
            ON CONFLICT (name_hash) DO UPDATE
            SET failures = excluded.failures, failed_at = excluded.failed_at
            """,
            nameHash,
            lockout.failures,
            lockout.failedAt
        )
        try connection.run(
            """
            DELETE FROM lockout WHERE failed_at <= (
                SELECT failed_at FROM lockout ORDER BY failed_at DESC LIMIT 1 OFFSET ?1)
            """,
            Self.mostNames
        )
    }

    func forgetFailures(_ nameHash: Bytes) throws {
        try connection.run("DELETE FROM lockout WHERE name_hash = ?1", nameHash)
    }
}
