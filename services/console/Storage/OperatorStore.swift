import Basics
import ConsoleDomain
import Storage

/// All SQL of the tables `operator`, `recovery` and `invitation`.
struct OperatorStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func find(named name: String) throws -> ConsoleOperator? {
        try connection.first(
            """
            SELECT id, name, roles, merchants, state, password, salt, cost, totp, totp_step,
                seen_at, created_at
            FROM operator WHERE name = ?1
            """,
            name,
            row: Self.person
        )
    }

    func find(_ id: ID<ConsoleOperator>) throws -> ConsoleOperator? {
        try connection.first(
            """
            SELECT id, name, roles, merchants, state, password, salt, cost, totp, totp_step,
                seen_at, created_at
            FROM operator WHERE id = ?1
            """,
            id,
            row: Self.person
        )
    }

    /// Those behind an id, in the order in which they came.
    func list(after id: Int64, upTo limit: Int64) throws -> [ConsoleOperator] {
        try connection.all(
            """
            SELECT id, name, roles, merchants, state, password, salt, cost, totp, totp_step,
                seen_at, created_at
            FROM operator WHERE id > ?1 ORDER BY id LIMIT ?2
            """,
            id,
            limit,
            row: Self.person
        )
    }

    /// Nil where the name is taken.
    func add(
        _ name: String,
        _ appointment: Appointment,
        at time: UnixTime
    ) throws -> ID<ConsoleOperator>? {
        let id: ID<ConsoleOperator> = try connection.nextID()
        let added = try connection.run(
            """
            INSERT INTO operator (id, name, roles, merchants, state, created_at)
            VALUES (?1, ?2, ?3, ?4, 'invited', ?5) ON CONFLICT (name) DO NOTHING
            """,
            id,
            name,
            Self.text(appointment.roles),
            Self.text(appointment.merchants),
            time
        )
        return added == 1 ? id : nil
    }

    func change(
        _ id: ID<ConsoleOperator>,
        _ appointment: Appointment,
        _ state: ConsoleOperator.State
    ) throws {
        try connection.run(
            "UPDATE operator SET roles = ?2, merchants = ?3, state = ?4 WHERE id = ?1",
            id,
            Self.text(appointment.roles),
            Self.text(appointment.merchants),
            state.rawValue
        )
    }

    /// How many could still let everybody in: owners who are on, beside this one.
    func otherOwners(than id: ID<ConsoleOperator>) throws -> Int {
        try connection.all(
            "SELECT roles FROM operator WHERE state = 'on' AND id <> ?1 LIMIT 1000",
            id,
            row: { try $0.text(0) }
        ).count { $0.split(separator: ",").contains("owner") }
    }

    func setPassword(_ password: StoredPassword, of id: ID<ConsoleOperator>) throws {
        try connection.run(
            """
            UPDATE operator SET password = ?2, salt = ?3, cost = ?4,
                state = CASE state WHEN 'invited' THEN 'on' ELSE state END
            WHERE id = ?1
            """,
            id,
            password.hash,
            password.salt,
            password.cost
        )
    }

    /// Gives a secret of an authenticator, of which this step is spent, or takes it away.
    func setTOTP(_ sealed: Bytes?, step: Int64?, of id: ID<ConsoleOperator>) throws {
        try connection.run(
            "UPDATE operator SET totp = ?2, totp_step = ?3 WHERE id = ?1",
            id,
            sealed,
            step
        )
    }

    /// The same secret, sealed anew; false where it is another meanwhile.
    func reseal(_ old: Bytes, as new: Bytes, of id: ID<ConsoleOperator>) throws -> Bool {
        try connection.run(
            "UPDATE operator SET totp = ?3 WHERE id = ?1 AND totp = ?2",
            id,
            old,
            new
        ) == 1
    }

    /// False where the step, or a later one, was used before.
    func spend(step: Int64, of id: ID<ConsoleOperator>) throws -> Bool {
        try connection.run(
            """
            UPDATE operator SET totp_step = ?2
            WHERE id = ?1 AND (totp_step IS NULL OR totp_step < ?2)
            """,
            id,
            step
        ) == 1
    }

    func note(seen time: UnixTime, _ id: ID<ConsoleOperator>) throws {
        try connection.run("UPDATE operator SET seen_at = ?2 WHERE id = ?1", id, time)
    }

    // MARK: Recovery codes

    func setRecovery(_ hashes: [Bytes], of id: ID<ConsoleOperator>) throws {
        try connection.run("DELETE FROM recovery WHERE operator_id = ?1", id)
        for hash in hashes {
            try connection.run(
                "INSERT INTO recovery (operator_id, code_hash) VALUES (?1, ?2)",
                id,
                hash
            )
        }
    }

    /// False where it is none, or used.
    func spend(recovery hash: Bytes, of id: ID<ConsoleOperator>) throws -> Bool {
        try connection.run(
            "DELETE FROM recovery WHERE operator_id = ?1 AND code_hash = ?2",
            id,
            hash
        ) == 1
    }

    func recoveryLeft(_ id: ID<ConsoleOperator>) throws -> Int64 {
        try connection.first("SELECT count(*) FROM recovery WHERE operator_id = ?1", id) {
            try $0.integer(0)
        } ?? 0
    }

    // MARK: Invitations

    /// The newest link is the only one.
    func invite(_ id: ID<ConsoleOperator>, token hash: Bytes, until end: UnixTime) throws {
        try connection.run("DELETE FROM invitation WHERE operator_id = ?1", id)
        try connection.run(
            "INSERT INTO invitation (token_hash, operator_id, ends_at) VALUES (?1, ?2, ?3)",
            hash,
            id,
            end
        )
    }

    func invited(token hash: Bytes, at now: UnixTime) throws -> ConsoleOperator? {
        let id: ID<ConsoleOperator>? = try connection.first(
            "SELECT operator_id FROM invitation WHERE token_hash = ?1 AND ends_at > ?2",
            hash,
            now,
            row: { try $0.id(0) }
        )
        return try id.flatMap { try find($0) }
    }

    func spend(invitation hash: Bytes) throws -> Bool {
        try connection.run("DELETE FROM invitation WHERE token_hash = ?1", hash) == 1
    }

    private static func text(_ roles: Set<Role>) -> String {
        Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: ",")
    }

    private static func text(_ merchants: Set<Int64>) -> String {
        merchants.sorted().map { String($0) }.joined(separator: ",")
    }

    private static func person(_ row: borrowing Row) throws -> ConsoleOperator {
        let roles = try row.text(2).split(separator: ",").compactMap { Role(rawValue: String($0)) }
        let merchants = try row.text(3).split(separator: ",").compactMap { Int64($0) }
        guard let state = ConsoleOperator.State(rawValue: try row.text(4)),
            let appointment = try? Appointment(Set(roles), merchants: Set(merchants))
        else { throw StorageError.corrupt }
        var password: StoredPassword?
        if let hash = try row.optionalBytes(5) {
            password = StoredPassword(hash: hash, salt: try row.bytes(6), cost: try row.text(7))
        }
        return ConsoleOperator(
            id: try row.id(0),
            name: try row.text(1),
            appointment: appointment,
            state: state,
            password: password,
            totp: try row.optionalBytes(8),
            totpStep: try row.optionalInteger(9),
            seenAt: try row.optionalTime(10),
            createdAt: try row.time(11)
        )
    }
}
