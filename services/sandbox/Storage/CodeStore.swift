import Basics
import ServiceKit
import Storage

/// All SQL about the codes that a phone is given, of both kinds.
struct CodeStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// What a code is good for; one kind does not do for the other.
    enum Kind: String {
        case login
        case phone
    }

    func add(
        _ code: String,
        _ kind: Kind,
        of person: Person,
        for app: DemoApp,
        until end: UnixTime
    ) throws {
        let number: ID<CodeStore> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO login_code (code, kind, person, app, expires_at, is_used, number)
            VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6)
            """,
            code,
            kind.rawValue,
            person.id,
            app.id,
            end,
            number
        )
    }

    /// A code, and what became of it.
    struct Given {
        let number: Int64
        let code: String
        let person: String
        let appid: String
        let expiresAt: UnixTime
        let isUsed: Bool
    }

    /// The newest first.
    func all(before place: Int64?, limit: Int64) throws -> [Given] {
        try connection.all(
            """
            SELECT c.number, c.code, p.name, a.appid, c.expires_at, c.is_used
            FROM login_code AS c
            JOIN person AS p ON p.id = c.person
            JOIN app AS a ON a.id = c.app
            WHERE c.number < ?1 AND c.kind = 'login' ORDER BY c.number DESC LIMIT ?2
            """,
            place ?? .max,
            limit
        ) {
            try Given(
                number: $0.integer(0),
                code: $0.text(1),
                person: $0.text(2),
                appid: $0.text(3),
                expiresAt: $0.time(4),
                isUsed: $0.bool(5)
            )
        }
    }

    /// Whose code this is and whether it was used; nil when there is none, or none any more.
    func find(
        _ code: String,
        _ kind: Kind,
        for app: DemoApp,
        at now: UnixTime
    ) throws -> (Person, Bool)? {
        let found = try connection.first(
            """
            SELECT p.name, c.is_used
            FROM login_code AS c JOIN person AS p ON p.id = c.person
            WHERE c.code = ?1 AND c.kind = ?2 AND c.app = ?3 AND c.expires_at > ?4
            """,
            code,
            kind.rawValue,
            app.id,
            now
        ) { try ($0.text(0), $0.bool(1)) }
        guard let (name, isUsed) = found, let person = try PersonStore(connection).person(name)
        else { return nil }
        return (person, isUsed)
    }

    func use(_ code: String) throws {
        try connection.run("UPDATE login_code SET is_used = 1 WHERE code = ?1", code)
    }

    /// Forgets those that ended before.
    func removeEnded(before moment: UnixTime) throws {
        try connection.run("DELETE FROM login_code WHERE expires_at < ?1", moment)
    }
}
