import Basics
import JSON
import ServiceKit
import Storage

/// All SQL about messages to phones.
struct SMSStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// A message that was sent.
    struct Sent {
        let id: Int64
        let provider: String
        let mobile: String
        let text: String
        /// JSON: a list of texts.
        let params: Bytes
        let at: UnixTime
    }

    func add(_ message: TextMessage, _ text: String, at now: UnixTime) throws {
        let id: ID<TextMessage> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO sms (id, provider, mobile, sign, template, text, params, sent_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            id,
            message.provider.rawValue,
            message.mobile,
            message.sign,
            message.template,
            text,
            try JSONOutput.encode(message.values.map(\.text)),
            now
        )
    }

    /// How many a number has had from a provider since a moment.
    func count(_ message: TextMessage, since moment: UnixTime) throws -> Int64 {
        try connection.first(
            "SELECT count(*) FROM sms WHERE mobile = ?1 AND provider = ?2 AND sent_at > ?3",
            message.mobile,
            message.provider.rawValue,
            moment
        ) { try $0.integer(0) } ?? 0
    }

    /// The newest first; of one number, if one is named.
    func all(to mobile: String?, before place: Int64?, limit: Int64) throws -> [Sent] {
        try connection.all(
            """
            SELECT id, provider, mobile, text, params, sent_at FROM sms
            WHERE id < ?1 AND (?2 = '' OR mobile = ?2) ORDER BY id DESC LIMIT ?3
            """,
            place ?? .max,
            mobile ?? "",
            limit
        ) {
            try Sent(
                id: $0.integer(0),
                provider: $0.text(1),
                mobile: $0.text(2),
                text: $0.text(3),
                params: $0.bytes(4),
                at: $0.time(5)
            )
        }
    }

    /// The text of a template, if it was described.
    func template(_ template: String, of provider: SMSProvider) throws -> String? {
        try connection.first(
            "SELECT text FROM sms_template WHERE provider = ?1 AND template = ?2",
            provider.rawValue,
            template
        ) { try $0.text(0) }
    }

    func setTemplate(_ template: String, of provider: SMSProvider, _ text: String) throws {
        try connection.run(
            """
            INSERT INTO sms_template (provider, template, text) VALUES (?1, ?2, ?3)
            ON CONFLICT (provider, template) DO UPDATE SET text = excluded.text
            """,
            provider.rawValue,
            template,
            text
        )
    }

    func removeAll() throws {
        try connection.run("DELETE FROM sms")
        try connection.run("DELETE FROM sms_template")
    }
}
