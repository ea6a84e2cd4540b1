import Basics
import Media
import PointsDomain
import Storage

/// All SQL of audits and their history.
struct AuditStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    // MARK: Writing

    /// Opens an audit over these uploads; false if their owner has one that is open or has
    /// succeeded.
    func open(
        _ uploads: [ID<Upload>],
        of owner: ID<WeChatIdentity>,
        at time: UnixTime
    ) throws -> Bool {
        let id: ID<Audit> = try connection.nextID()
        let added = try connection.run(
            """
            INSERT INTO audit (id, iid, state, reason, auditor, submitted)
            VALUES (?1, ?2, 'audit', '', '', ?3)
            ON CONFLICT (iid) WHERE state IN ('audit', 'success') DO NOTHING
            """,
            id,
            owner,
            time
        )
        guard added == 1 else { return false }
        for (place, upload) in uploads.enumerated() {
            try connection.run(
                "INSERT INTO audit_file (audit, place, upload) VALUES (?1, ?2, ?3)",
                id,
                place,
                upload
            )
        }
        try note(Audit.Step(state: .audit, by: Self.participant, reason: "", at: time), on: id)
        return true
    }

    /// Closes an open audit and answers whose it is; nil if it is not open.
    func close(
        _ id: ID<Audit>,
        _ verdict: AuditState.Verdict,
        by auditor: String,
        at time: UnixTime
    ) throws -> ID<WeChatIdentity>? {
        let owner: ID<WeChatIdentity>? = try connection.first(
            """
            UPDATE audit SET state = ?2, reason = ?3, auditor = ?4, decided = ?5
            WHERE id = ?1 AND state = 'audit' RETURNING iid
            """,
            id,
            verdict.state.rawValue,
            verdict.reason,
            auditor,
            time,
            row: { try $0.id(0) }
        )
        guard let owner else { return nil }
        let step = Audit.Step(state: verdict.state, by: auditor, reason: verdict.reason, at: time)
        try note(step, on: id)
        return owner
    }

    /// Takes the pictures and the words out of all audits of somebody who is gone; one that is
    /// open has failed. That there were audits, and their states, stays.
    func forget(_ owner: ID<WeChatIdentity>, at time: UnixTime) throws {
        let open: ID<Audit>? = try connection.first(
            "SELECT id FROM audit WHERE iid = ?1 AND state = 'audit'",
            owner,
            row: { try $0.id(0) }
        )
        if let open { _ = try close(open, .reject(reason: ""), by: Self.system, at: time) }
        try connection.run(
            "DELETE FROM audit_file WHERE audit IN (SELECT id FROM audit WHERE iid = ?1)",
            owner
        )
        try connection.run(
            """
            UPDATE audit_step SET reason = ''
            WHERE audit IN (SELECT id FROM audit WHERE iid = ?1)
            """,
            owner
        )
        try connection.run("UPDATE audit SET reason = '' WHERE iid = ?1", owner)
    }

    /// In a history: the one whose pictures they are, and nobody in particular.
    private static let participant = "participant"
    private static let system = "system"

    private func note(_ step: Audit.Step, on id: ID<Audit>) throws {
        try connection.run(
            """
            INSERT INTO audit_step (audit, number, state, by, reason, at)
            SELECT ?1, count(*) + 1, ?2, ?3, ?4, ?5 FROM audit_step WHERE audit = ?1
            """,
            id,
            step.state.rawValue,
            step.by,
            step.reason,
            step.at
        )
    }

    // MARK: Reading

    /// How the last audit of somebody stands: `is_eye` and `eye_status` of `auth_status`.
    func state(of owner: ID<WeChatIdentity>) throws -> AuditState {
        try connection.first(
            "SELECT state FROM audit WHERE iid = ?1 ORDER BY id DESC LIMIT 1",
            owner,
            row: { try $0.value(0) as AuditState }
        ) ?? .need
    }

    /// One audit.
    func audit(_ id: ID<Audit>) throws -> Audit? {
        try connection.first(
            """
            SELECT a.id, a.iid, p.openid, a.state, a.reason, a.auditor, a.submitted, a.decided
            FROM audit a JOIN participant p ON p.iid = a.iid WHERE a.id = ?1
            """,
            id,
            row: Self.audit
        )
    }

    /// Those in a state behind this one, the oldest first.
    func audits(
        in state: AuditState,
        after id: ID<Audit>,
        upTo count: Int64
    ) throws -> [Audit] {
        try connection.all(
            """
            SELECT a.id, a.iid, p.openid, a.state, a.reason, a.auditor, a.submitted, a.decided
            FROM audit a JOIN participant p ON p.iid = a.iid
            WHERE a.state = ?1 AND a.id > ?2 ORDER BY a.id LIMIT ?3
            """,
            state.rawValue,
            id,
            count,
            row: Self.audit
        )
    }

    /// The pictures of an audit, in the order in which they were submitted.
    func uploads(in audit: ID<Audit>) throws -> [Upload] {
        let ids: [ID<Upload>] = try connection.all(
            "SELECT upload FROM audit_file WHERE audit = ?1 ORDER BY place",
            audit,
            row: { try $0.id(0) }
        )
        return try ids.compactMap { try UploadStore(connection).upload($0) }
    }

    /// Everything that happened to an audit, in order.
    func steps(of id: ID<Audit>) throws -> [Audit.Step] {
        try connection.all(
            "SELECT state, by, reason, at FROM audit_step WHERE audit = ?1 ORDER BY number",
            id,
            row: { row in
                try Audit.Step(
                    state: row.value(0),
                    by: row.text(1),
                    reason: row.text(2),
                    at: row.time(3)
                )
            }
        )
    }

    private static func audit(_ row: Row) throws(StorageError) -> Audit {
        try Audit(
            id: row.id(0),
            owner: row.id(1),
            openid: row.octets(2),
            state: row.value(3),
            reason: row.text(4),
            auditor: row.text(5),
            submitted: row.time(6),
            decided: row.optionalTime(7)
        )
    }
}
