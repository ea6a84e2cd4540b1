import Basics
import Storage

/// Something that waits for a second person here.
struct ConsoleApproval: Sendable {
    enum Kind: String, Sendable {
        /// Somebody's authenticator is taken away.
        case resetTOTP = "reset_totp"
        /// A call is passed on.
        case passOn = "pass_on"
    }

    enum State: String, Sendable, CaseIterable {
        case waiting, approved, refused
    }

    let id: ID<ConsoleApproval>
    let kind: Kind
    /// The id of the person, or method and target of the call.
    let payload: String
    let subject: String
    let summary: String
    let askedBy: String
    let askedName: String
    let askedAt: UnixTime
    let reason: String
    let state: State
    let decidedBy: String
}

/// All SQL of the table `approval`.
struct ConsoleApprovalStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func nextID() throws -> ID<ConsoleApproval> { try connection.nextID() }

    func add(_ approval: ConsoleApproval) throws {
        try connection.run(
            """
            INSERT INTO approval (id, kind, payload, subject, summary, asked_by, asked_name,
                asked_at, reason, state, decided_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'waiting', '')
            """,
            approval.id,
            approval.kind.rawValue,
            approval.payload,
            approval.subject,
            approval.summary,
            approval.askedBy,
            approval.askedName,
            approval.askedAt,
            approval.reason
        )
    }

    func find(_ id: ID<ConsoleApproval>) throws -> ConsoleApproval? {
        try connection.first(
            """
            SELECT id, kind, payload, subject, summary, asked_by, asked_name, asked_at, reason,
                state, decided_by
            FROM approval WHERE id = ?1
            """,
            id,
            row: Self.approval
        )
    }

    /// One that asks for the same and waits.
    func waiting(_ kind: ConsoleApproval.Kind, _ payload: String) throws -> ConsoleApproval? {
        try connection.first(
            """
            SELECT id, kind, payload, subject, summary, asked_by, asked_name, asked_at, reason,
                state, decided_by
            FROM approval WHERE state = 'waiting' AND kind = ?1 AND payload = ?2
            """,
            kind.rawValue,
            payload,
            row: Self.approval
        )
    }

    func list(
        in state: ConsoleApproval.State,
        after id: Int64,
        upTo limit: Int64
    ) throws -> [ConsoleApproval] {
        try connection.all(
            """
            SELECT id, kind, payload, subject, summary, asked_by, asked_name, asked_at, reason,
                state, decided_by
            FROM approval WHERE state = ?1 AND id > ?2 ORDER BY id LIMIT ?3
            """,
            state.rawValue,
            id,
            limit,
            row: Self.approval
        )
    }

    /// False where somebody has decided meanwhile, or it is one's own.
    func decide(
        _ id: ID<ConsoleApproval>,
        _ state: ConsoleApproval.State,
        by person: String,
        at time: UnixTime
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE approval SET state = ?2, decided_by = ?3, decided_at = ?4
            WHERE id = ?1 AND state = 'waiting' AND asked_by <> ?3
            """,
            id,
            state.rawValue,
            person,
            time
        ) == 1
    }

    private static func approval(_ row: borrowing Row) throws -> ConsoleApproval {
        guard let kind = ConsoleApproval.Kind(rawValue: try row.text(1)),
            let state = ConsoleApproval.State(rawValue: try row.text(9))
        else { throw StorageError.corrupt }
        return ConsoleApproval(
            id: try row.id(0),
            kind: kind,
            payload: try row.text(2),
            subject: try row.text(3),
            summary: try row.text(4),
            askedBy: try row.text(5),
            askedName: try row.text(6),
            askedAt: try row.time(7),
            reason: try row.text(8),
            state: state,
            decidedBy: try row.text(10)
        )
    }
}
