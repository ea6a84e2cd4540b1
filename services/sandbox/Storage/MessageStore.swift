import Basics
import ServiceKit
import Storage

/// All SQL about subscribe messages: templates, what users have accepted, what was sent.
struct MessageStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func hasTemplate(_ template: String, _ app: DemoApp) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM template WHERE app = ?1 AND template = ?2",
            app.id,
            template
        ) { _ in true } ?? false
    }

    func templates(of app: DemoApp) throws -> [String] {
        try connection.all(
            "SELECT template FROM template WHERE app = ?1 ORDER BY template",
            app.id,
            row: { try $0.text(0) }
        )
    }

    func addTemplate(_ template: String, _ app: DemoApp) throws {
        try connection.run(
            "INSERT INTO template (app, template) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            app.id,
            template
        )
    }

    /// So many messages more; gives how many there can be now.
    func accept(_ template: String, times: Int64, _ person: Person, _ app: DemoApp) throws -> Int64
    {
        try connection.first(
            """
            INSERT INTO subscription (person, app, template, remaining) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (person, app, template) DO UPDATE SET
                remaining = subscription.remaining + excluded.remaining
            RETURNING remaining
            """,
            person.id,
            app.id,
            template,
            times
        ) { try $0.integer(0) } ?? 0
    }

    /// None any more.
    func refuse(_ template: String, _ person: Person, _ app: DemoApp) throws {
        try connection.run(
            "DELETE FROM subscription WHERE person = ?1 AND app = ?2 AND template = ?3",
            person.id,
            app.id,
            template
        )
    }

    /// One of those; false where there is none.
    func spend(_ template: String, _ person: Person, _ app: DemoApp) throws -> Bool {
        try connection.run(
            """
            UPDATE subscription SET remaining = remaining - 1
            WHERE person = ?1 AND app = ?2 AND template = ?3 AND remaining > 0
            """,
            person.id,
            app.id,
            template
        ) == 1
    }

    func add(_ message: AppMessage, to person: Person) throws {
        try connection.run(
            """
            INSERT INTO app_message
                (id, appid, person, openid, template, page, version, lang, data, sent_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """,
            message.id,
            message.appid,
            person.id,
            message.openid,
            message.template,
            message.page,
            message.version,
            message.lang,
            message.data,
            message.at
        )
    }

    /// The newest first; of one user, if one is named.
    func all(of user: String?, before place: Int64?, limit: Int64) throws -> [AppMessage] {
        try connection.all(
            """
            SELECT m.id, m.appid, p.name, m.openid, m.template, m.page, m.version, m.lang, m.data,
                m.sent_at
            FROM app_message AS m JOIN person AS p ON p.id = m.person
            WHERE m.id < ?1 AND (?2 = '' OR p.name = ?2) ORDER BY m.id DESC LIMIT ?3
            """,
            place ?? .max,
            user ?? "",
            limit
        ) {
            try AppMessage(
                id: $0.id(0),
                appid: $0.text(1),
                person: $0.text(2),
                openid: $0.text(3),
                template: $0.text(4),
                page: $0.text(5),
                version: $0.text(6),
                lang: $0.text(7),
                data: $0.bytes(8),
                at: $0.integer(9)
            )
        }
    }

    func removeAll() throws {
        try connection.run("DELETE FROM app_message")
        try connection.run("DELETE FROM subscription")
        try connection.run("DELETE FROM template")
    }
}
