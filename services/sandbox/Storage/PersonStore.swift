import Basics
import ServiceKit
import Storage

/// All SQL about people and what they are called within apps.
struct PersonStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func count() throws -> Int64 {
        try connection.first("SELECT count(*) FROM person") { try $0.integer(0) } ?? 0
    }

    /// In the order in which they came: all, or those with that text in a name or number.
    func all(after place: Int64?, limit: Int64, with text: String = "") throws -> [Person] {
        try connection.all(
            """
            SELECT id, name, nickname, phone, avatar, gender, has_unionid, unionid, steps
            FROM person
            WHERE id > ?1 AND (?3 = '' OR instr(name, ?3) OR instr(nickname, ?3)
                OR instr(phone, ?3) OR id IN (SELECT person FROM person_in_app WHERE openid = ?3))
            ORDER BY id LIMIT ?2
            """,
            place ?? 0,
            limit,
            text,
            row: Self.person
        )
    }

    func person(_ name: String) throws -> Person? {
        try connection.first(
            """
            SELECT id, name, nickname, phone, avatar, gender, has_unionid, unionid, steps
            FROM person WHERE name = ?1
            """,
            name,
            row: Self.person
        )
    }

    /// Of the same name: the new profile; else a new person.
    func save(_ person: Person) throws {
        try connection.run(
            """
            INSERT INTO person
                (id, name, nickname, phone, avatar, gender, has_unionid, unionid, steps)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (name) DO UPDATE SET
                nickname = excluded.nickname, phone = excluded.phone, avatar = excluded.avatar,
                gender = excluded.gender, has_unionid = excluded.has_unionid,
                steps = excluded.steps
            """,
            person.id,
            person.name,
            person.profile.nickname,
            person.profile.phone,
            person.profile.avatar,
            person.profile.gender,
            person.profile.hasUnionid,
            person.unionid,
            person.profile.steps.map(String.init).joined(separator: ",")
        )
    }

    func add(_ person: Person, to app: DemoApp, openid: String, sessionKey: String) throws {
        try connection.run(
            """
            INSERT INTO person_in_app (person, app, openid, session_key) VALUES (?1, ?2, ?3, ?4)
            """,
            person.id,
            app.id,
            openid,
            sessionKey
        )
    }

    func place(of person: Person, in app: DemoApp) throws -> PersonInApp? {
        try connection.first(
            "SELECT openid, session_key FROM person_in_app WHERE person = ?1 AND app = ?2",
            person.id,
            app.id
        ) { row in
            try PersonInApp(
                app: app,
                openid: row.text(0),
                unionid: app.isBound && person.profile.hasUnionid ? person.unionid : nil,
                sessionKey: row.text(1)
            )
        }
    }

    func person(openid: String, in app: DemoApp) throws -> Person? {
        try connection.first(
            """
            SELECT p.id, p.name, p.nickname, p.phone, p.avatar, p.gender, p.has_unionid,
                p.unionid, p.steps
            FROM person_in_app AS i JOIN person AS p ON p.id = i.person
            WHERE i.openid = ?1 AND i.app = ?2
            """,
            openid,
            app.id,
            row: Self.person
        )
    }

    func setSessionKey(_ key: String, of person: ID<Person>, in app: ID<App>) throws {
        try connection.run(
            "UPDATE person_in_app SET session_key = ?3 WHERE person = ?1 AND app = ?2",
            person,
            app,
            key
        )
    }

    /// Notes that the person has been in the app.
    func setVisited(_ person: ID<Person>, in app: ID<App>) throws {
        try connection.run(
            "UPDATE person_in_app SET is_visitor = 1 WHERE person = ?1 AND app = ?2",
            person,
            app
        )
    }

    /// Whether the person has ever been in the app.
    func isVisitor(_ person: ID<Person>, in app: ID<App>) throws -> Bool {
        try connection.first(
            "SELECT is_visitor FROM person_in_app WHERE person = ?1 AND app = ?2",
            person,
            app
        ) { try $0.bool(0) } ?? false
    }

    /// Whether some other app knows a user by this name.
    func isElsewhere(openid: String) throws -> Bool {
        try connection.first("SELECT 1 FROM person_in_app WHERE openid = ?1", openid) { _ in true }
            ?? false
    }

    func removeAll() throws {
        try connection.run("DELETE FROM login_code")
        try connection.run("DELETE FROM person_in_app")
        try connection.run("DELETE FROM person")
    }

    private static func person(_ row: Row) throws(StorageError) -> Person {
        try Person(
            id: row.id(0),
            name: row.text(1),
            profile: Person.Profile(
                nickname: row.text(2),
                phone: row.text(3),
                avatar: row.text(4),
                gender: row.integer(5),
                hasUnionid: row.bool(6),
                steps: row.text(8).utf8.split(separator: UInt8(ascii: ","))
                    .compactMap { Int64(Substring($0)) }
            ),
            unionid: row.text(7)
        )
    }
}
