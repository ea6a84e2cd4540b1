public import Basics
public import ServiceKit
public import Storage

/// All SQL of the table `approval`.
public struct ApprovalStore {
    private let connection: Connection

    /// The approvals, inside of one read or write.
    public init(_ connection: Connection) {
        self.connection = connection
    }

    /// The table, as the migration of this number.
    public static func migration(number: Int) -> Migration {
        Migration(number: number, name: "approvals", sql: schema)
    }

    private static let schema: StaticString = """
        CREATE TABLE approval (
            id INT64 PRIMARY KEY NOT NULL,
            kind TEXT NOT NULL,
            ref TEXT NOT NULL,
            payload BYTES NOT NULL,
            subject TEXT NOT NULL,
            summary TEXT NOT NULL,
            asked_by TEXT NOT NULL,
            asked_name TEXT NOT NULL,
            reason TEXT NOT NULL,
            request_id TEXT NOT NULL,
            asked_at INT64 NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'refused')),
            decided_by TEXT NOT NULL,
            decided_at INT64,
            UNIQUE (kind, ref)
        );
        CREATE INDEX approval_state ON approval (state, id);
        """

    /// What asking for an approval comes to.
    public enum AskResult: Sendable, Equatable {
        /// It waits from now on.
        case asked(ID<Approval>)
        /// The same was asked for before.
        case duplicate(ID<Approval>)
        /// Something else was asked for under that ref.
        case refReused
    }

    /// Asks for an approval, once for each `ref`. What is asked for is the same where the payload
    /// is, to the octet.
    public func ask(
        _ kind: String,
        ref: String,
        _ payload: Bytes,
        on subject: String,
        _ summary: String,
        by action: AdminAction,
        at time: UnixTime
    ) throws -> AskResult {
        let id: ID<Approval> = try connection.nextID()
        let added = try connection.run(
            """
            INSERT INTO approval (id, kind, ref, payload, subject, summary, asked_by, asked_name,
                reason, request_id, asked_at, state, decided_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'waiting', '')
            ON CONFLICT (kind, ref) DO NOTHING
            """,
            id,
            kind,
            ref,
            payload,
            subject,
            summary,
            action.operatorID,
            action.operatorName,
            action.reason,
            action.requestID,
            time
        )
        if added == 1 { return .asked(id) }
        let same: ID<Approval>? = try connection.first(
            "SELECT id FROM approval WHERE kind = ?1 AND ref = ?2 AND payload = ?3",
            kind,
            ref,
            payload,
            row: { try $0.id(0) }
        )
        return same.map { .duplicate($0) } ?? .refReused
    }

    /// Decides a waiting one, by another operator than the one who asks. What is approved is to be
    /// done in the same unit.
    /// - Throws: `Approval.Refusal`.
    public func decide(
        _ id: ID<Approval>,
        _ state: Approval.State,
        by administrator: Operator,
        at time: UnixTime,
        realTime: UnixTime
    ) throws -> Approval {
        guard let approval = try approval(id) else { throw Approval.Refusal.unknown }
        guard approval.askedBy.operatorID != administrator.id else {
            throw Approval.Refusal.ownRequest
        }
        guard state != .approved || administrator.mayApprove(at: realTime) else {
            throw Approval.Refusal.notFresh
        }
        let changed = try connection.run(
            """
            UPDATE approval SET state = ?2, decided_by = ?3, decided_at = ?4
            WHERE id = ?1 AND state = 'waiting' AND asked_by <> ?3
            """,
            id,
            state.rawValue,
            administrator.id,
            time
        )
        guard changed == 1 else { throw Approval.Refusal.decided }
        return approval
    }

    /// One of them; nil if there is none.
    public func approval(_ id: ID<Approval>) throws -> Approval? {
        try connection.first(
            """
            SELECT id, kind, payload, subject, summary, asked_by, asked_name, reason, request_id,
                asked_at, state, decided_by
            FROM approval WHERE id = ?1
            """,
            id,
            row: Self.approval
        )
    }

    /// Those in a state behind this one, the oldest first.
    public func approvals(
        in state: Approval.State,
        after id: Int64,
        upTo limit: Int64
    ) throws -> [Approval] {
        try connection.all(
            """
            SELECT id, kind, payload, subject, summary, asked_by, asked_name, reason, request_id,
                asked_at, state, decided_by
            FROM approval WHERE state = ?1 AND id > ?2 ORDER BY id LIMIT ?3
            """,
            state.rawValue,
            id,
            limit,
            row: Self.approval
        )
    }

    private static func approval(_ row: borrowing Row) throws -> Approval {
        guard let state = Approval.State(rawValue: try row.text(10)) else {
            throw StorageError.corrupt
        }
        return Approval(
            id: try row.id(0),
            kind: try row.text(1),
            payload: try row.bytes(2),
            subject: try row.text(3),
            summary: try row.text(4),
            askedBy: AdminAction(
                operatorID: try row.text(5),
                operatorName: try row.text(6),
                reason: try row.text(7),
                requestID: try row.text(8)
            ),
            askedAt: try row.time(9),
            state: state,
            decidedBy: try row.text(11)
        )
    }
}
