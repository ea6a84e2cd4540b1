import Basics
import Storage

/// All SQL about callbacks and how they were answered.
struct PayCallbackStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// How one of the times went that a callback was sent.
    struct Try: Sendable {
        let number: Int64
        let at: UnixTime
        /// The HTTP status of the answer; 0 without one.
        let status: Int64
        /// The fault that struck it; empty without one.
        let fault: String
    }

    func callback(_ id: ID<PayCallback>) throws -> PayCallback? {
        try connection.first(
            """
            SELECT id, event_id, event, subject, url, content, key_kind, state, is_held, tries,
                created_at, next_at, mchid
            FROM pay_callback WHERE id = ?1
            """,
            id,
            row: Self.callback
        )
    }

    /// Newest first.
    func page(before id: Int64, limit: Int64) throws -> [PayCallback] {
        try connection.all(
            """
            SELECT id, event_id, event, subject, url, content, key_kind, state, is_held, tries,
                created_at, next_at, mchid
            FROM pay_callback WHERE id < ?1 ORDER BY id DESC LIMIT ?2
            """,
            id,
            limit,
            row: Self.callback
        )
    }

    func tries(of callback: ID<PayCallback>) throws -> [Try] {
        try connection.all(
            """
            SELECT number, at, status, fault FROM pay_callback_try WHERE callback = ?1
            ORDER BY number DESC LIMIT 50
            """,
            callback
        ) {
            try Try(number: $0.integer(0), at: $0.time(1), status: $0.integer(2), fault: $0.text(3))
        }
    }

    /// Where the merchant was told last of such an event.
    func lastURL(of event: PayCallback.Event, by mchid: String) throws -> String? {
        try connection.first(
            "SELECT url FROM pay_callback WHERE event = ?1 AND mchid = ?2 ORDER BY id DESC LIMIT 1",
            event.rawValue,
            mchid
        ) { try $0.text(0) }
    }

    func add(_ callback: PayCallback) throws {
        try connection.run(
            """
            INSERT INTO pay_callback
                (id, event_id, event, subject, url, content, key_kind, state, is_held, tries,
                created_at, next_at, mchid)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0, ?9, ?10, ?11)
            """,
            callback.id,
            callback.eventID,
            callback.draft.event.rawValue,
            callback.draft.subject,
            callback.draft.url,
            callback.draft.content,
            callback.draft.keyKind.rawValue,
            callback.state.rawValue,
            callback.createdAt,
            callback.nextAt,
            callback.draft.mchid
        )
    }

    /// When the first of those that wait is to be sent.
    func nextDue() throws -> UnixTime? {
        try connection.first(
            "SELECT next_at FROM pay_callback WHERE state = 'waiting' ORDER BY next_at LIMIT 1"
        ) { try $0.time(0) }
    }

    func isAnyDue(at now: UnixTime) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM pay_callback WHERE state = 'waiting' AND next_at <= ?1 LIMIT 1",
            now
        ) { _ in true } ?? false
    }

    /// Those that are due, from now on being sent.
    func take(at now: UnixTime, limit: Int64) throws -> [PayCallback] {
        try connection.all(
            """
            UPDATE pay_callback SET state = 'sending' WHERE id IN (
                SELECT id FROM pay_callback WHERE state = 'waiting' AND next_at <= ?1
                ORDER BY next_at, id LIMIT ?2
            )
            RETURNING id, event_id, event, subject, url, content, key_kind, state, is_held,
                tries, created_at, next_at, mchid
            """,
            now,
            limit,
            row: Self.callback
        )
    }

    /// This one, unless it is being sent already.
    func take(_ id: ID<PayCallback>) throws -> PayCallback? {
        try connection.first(
            """
            UPDATE pay_callback SET state = 'sending' WHERE id = ?1 AND state <> 'sending'
            RETURNING id, event_id, event, subject, url, content, key_kind, state, is_held,
                tries, created_at, next_at, mchid
            """,
            id,
            row: Self.callback
        )
    }

    func note(_ outcome: Try, of callback: ID<PayCallback>) throws {
        try connection.run(
            """
            INSERT INTO pay_callback_try (callback, number, at, status, fault)
            VALUES (?1, ?2, ?3, ?4, ?5)
            """,
            callback,
            outcome.number,
            outcome.at,
            outcome.status,
            outcome.fault
        )
        try connection.run(
            "UPDATE pay_callback SET tries = ?2 WHERE id = ?1",
            callback,
            outcome.number
        )
    }

    /// What becomes of one that was being sent.
    func put(
        _ callback: ID<PayCallback>,
        _ state: PayCallback.State,
        isHeld: Bool = false,
        next: UnixTime
    ) throws {
        try connection.run(
            "UPDATE pay_callback SET state = ?2, is_held = ?3, next_at = ?4 WHERE id = ?1",
            callback,
            state.rawValue,
            isHeld,
            next
        )
    }

    /// Another one has gone: those that waited for it may go. False where there are none.
    func release(at now: UnixTime) throws -> Bool {
        try connection.run(
            """
            UPDATE pay_callback SET next_at = ?1
            WHERE state = 'waiting' AND is_held = 1 AND next_at > ?1
            """,
            now
        ) > 0
    }

    /// What a process that ended did not finish sending.
    func recover(at now: UnixTime) throws {
        try connection.run(
            "UPDATE pay_callback SET state = 'waiting', next_at = ?1 WHERE state = 'sending'",
            now
        )
    }

    /// The columns in the table's order.
    private static func callback(_ row: Row) throws(StorageError) -> PayCallback {
        try PayCallback(
            id: row.id(0),
            eventID: row.text(1),
            draft: PayCallback.Draft(
                mchid: row.text(12),
                event: row.value(2),
                subject: row.text(3),
                url: row.text(4),
                content: row.text(5),
                keyKind: row.value(6)
            ),
            state: row.value(7),
            isHeld: row.bool(8),
            tries: row.integer(9),
            createdAt: row.time(10),
            nextAt: row.time(11)
        )
    }
}
