public import Basics
import ServiceKit
public import Storage

/// All SQL of the table `trail`: what operators have done in this service. Rows are only added.
public struct TrailStore {
    /// A row as it is read.
    public struct Row: Sendable {
        /// Grows with time.
        public let id: Int64
        /// When it was done, by the domain's clock.
        public let at: UnixTime
        /// Who: id and name.
        public let operatorID: String
        public let operatorName: String
        /// What, on whom, why.
        public let what: String
        public let subject: String
        public let reason: String
        /// How it was, and how it was then.
        public let before: String
        public let after: String
        /// The request that did it.
        public let requestID: String
    }

    private let connection: Connection

    /// The trail, inside of one read or write.
    public init(_ connection: Connection) {
        self.connection = connection
    }

    /// The table, as the migration of this number.
    public static func migration(number: Int) -> Migration {
        Migration(number: number, name: "trail", sql: schema)
    }

    private static let schema: StaticString = """
        CREATE TABLE trail (
            id INT64 PRIMARY KEY NOT NULL,
            at INT64 NOT NULL,
            operator_id TEXT NOT NULL,
            operator_name TEXT NOT NULL,
            what TEXT NOT NULL,
            subject TEXT NOT NULL,
            reason TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            request_id TEXT NOT NULL
        );
        CREATE INDEX trail_subject ON trail (subject, id);
        CREATE INDEX trail_operator ON trail (operator_id, id);
        """

    /// Writes a change down, in the unit that makes it.
    public func append(_ entry: TrailEntry, at time: UnixTime) throws {
        let id: ID<TrailEntry> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO trail (id, at, operator_id, operator_name, what, subject, reason, before,
                after, request_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """,
            id,
            time,
            entry.action.operatorID,
            entry.action.operatorName,
            entry.what,
            entry.subject,
            entry.action.reason,
            entry.before,
            entry.after,
            entry.action.requestID
        )
    }

    /// Changes before this one, newest first: about one subject, by one operator, or all.
    public func rows(
        about subject: String?,
        by operatorID: String?,
        before id: Int64?,
        upTo limit: Int64
    ) throws -> [Row] {
        try connection.all(
            """
            SELECT id, at, operator_id, operator_name, what, subject, reason, before, after,
                request_id
            FROM trail
            WHERE (?1 IS NULL OR subject = ?1) AND (?2 IS NULL OR operator_id = ?2) AND id < ?3
            ORDER BY id DESC LIMIT ?4
            """,
            subject,
            operatorID,
            id ?? .max,
            limit
        ) { row in
            Row(
                id: try row.integer(0),
                at: try row.time(1),
                operatorID: try row.text(2),
                operatorName: try row.text(3),
                what: try row.text(4),
                subject: try row.text(5),
                reason: try row.text(6),
                before: try row.text(7),
                after: try row.text(8),
                requestID: try row.text(9)
            )
        }
    }
}
