import Basics
import Storage

/// All SQL of the table `pay_callback`.
struct CallbackStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// A callback that is proven to be WeChat Pay's, as it came.
    struct Event: Sendable {
        let mchid: String
        let eventID: String
        let type: String
        /// Our number of what it is about.
        let number: String
        let at: UnixTime
        let serial: String
        let signature: String
        let signedAt: String
        let nonce: String
        let body: Bytes
        /// The body's content, decrypted.
        let content: Bytes
    }

    /// False where it has come before.
    func add(_ event: Event, isApplied: Bool, trouble: String? = nil) throws -> Bool {
        try connection.run(
            """
            INSERT INTO pay_callback
                (mchid, event_id, event_type, number, state, at, applied_at, serial, signature,
                signed_at, nonce, body, content, trouble)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            ON CONFLICT (mchid, event_id) DO NOTHING
            """,
            event.mchid,
            event.eventID,
            event.type,
            event.number,
            isApplied ? "applied" : "waiting",
            event.at,
            isApplied ? event.at : nil,
            event.serial,
            event.signature,
            event.signedAt,
            event.nonce,
            event.body,
            event.content,
            trouble
        ) == 1
    }

    /// Type and content of one that waits to be applied.
    func waiting(_ eventID: String, of mchid: String) throws -> (type: String, content: Bytes)? {
        try connection.first(
            """
            SELECT event_type, content FROM pay_callback
            WHERE mchid = ?1 AND event_id = ?2 AND state = 'waiting'
            """,
            mchid,
            eventID
        ) { try ($0.text(0), $0.bytes(1)) }
    }

    /// False where it was applied already.
    func setApplied(_ eventID: String, of mchid: String, at now: UnixTime) throws -> Bool {
        try connection.run(
            """
            UPDATE pay_callback SET state = 'applied', applied_at = ?3
            WHERE mchid = ?1 AND event_id = ?2 AND state = 'waiting'
            """,
            mchid,
            eventID,
            now
        ) == 1
    }

    /// The callbacks about a number, the oldest first.
    func all(about number: String) throws -> [PayCallbackRecord] {
        try connection.all(
            """
            SELECT event_type, at, applied_at, trouble FROM pay_callback
            WHERE number = ?1 ORDER BY at, event_id LIMIT 100
            """,
            number
        ) {
            try PayCallbackRecord(
                type: $0.text(0),
                at: $0.time(1),
                appliedAt: $0.optionalTime(2),
                trouble: $0.optionalText(3)
            )
        }
    }
}
