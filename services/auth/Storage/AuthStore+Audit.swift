import Basics
import Storage

/// Something that somebody of the back office has done. Holds no personal data: it is kept.
struct AuditEntry: Sendable, Equatable {
    /// As the caller names themselves: the key of the back office is one for all.
    let who: String
    /// `user.ban` and the like.
    let what: String
    /// `uid:5`, `app:1`, `session:…`
    let subject: String
    let detail: String
    var at = UnixTime(milliseconds: 0)
}

extension AuthStore {
    func note(_ entry: AuditEntry, at now: UnixTime) throws {
        let id: ID<AuditEntry> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO audit_entry (id, at, who, what, subject, detail)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """,
            id,
            now,
            entry.who,
            entry.what,
            entry.subject,
            entry.detail
        )
    }

    /// A page of all entries, or of those about one subject, newest first.
    func auditEntries(about subject: String?, skipping: Int, upTo count: Int) throws -> [AuditEntry]
    {
        try connection.all(
            """
            SELECT who, what, subject, detail, at FROM audit_entry
            WHERE ?1 IS NULL OR subject = ?1 ORDER BY id DESC LIMIT ?2 OFFSET ?3
            """,
            subject,
            count,
            skipping
        ) { row in
            try AuditEntry(
                who: row.text(0),
                what: row.text(1),
                subject: row.text(2),
                detail: row.text(3),
                at: row.time(4)
            )
        }
    }
}
