import Basics
import ServiceKit
import Storage

/// All SQL about message pushes.
struct PushStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func target(of app: ID<App>) throws -> PushTarget? {
        try connection.first("SELECT url, token, aes_key FROM app_push WHERE app = ?1", app) {
            try PushTarget(url: $0.text(0), token: $0.text(1), aesKey: $0.text(2))
        }
    }

    func set(_ target: PushTarget, of app: ID<App>) throws {
        try connection.run(
            """
            INSERT INTO app_push (app, url, token, aes_key) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (app) DO UPDATE SET
                url = excluded.url, token = excluded.token, aes_key = excluded.aes_key
            """,
            app,
            target.url,
            target.token,
            target.aesKey
        )
    }

    func add(_ media: Push.Media, about place: PersonInApp, at now: UnixTime) throws {
        let id: ID<Push> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO push (id, app, event, openid, trace, source, kind, body, made_at, tries,
                state, status, answer)
            VALUES (?1, ?2, 'wxa_media_check', ?3, ?4, ?5, ?6, '', ?7, 0, 'waiting', 0, '')
            """,
            id,
            place.app.id,
            place.openid,
            media.trace,
            media.url,
            media.kind.rawValue,
            now.seconds
        )
    }

    /// Those that are on their way, the oldest first.
    func waiting(limit: Int64) throws -> [Push] {
        try connection.all(
            """
            SELECT p.id, p.app, a.appid, p.event, p.openid, p.trace, p.source, p.kind, p.body,
                p.made_at, p.tries, p.state, p.status, p.answer
            FROM push AS p JOIN app AS a ON a.id = p.app
            WHERE p.state = 'waiting' ORDER BY p.id LIMIT ?1
            """,
            limit,
            row: Self.push
        )
    }

    /// The newest first.
    func all(before place: Int64?, limit: Int64) throws -> [Push] {
        try connection.all(
            """
            SELECT p.id, p.app, a.appid, p.event, p.openid, p.trace, p.source, p.kind, p.body,
                p.made_at, p.tries, p.state, p.status, p.answer
            FROM push AS p JOIN app AS a ON a.id = p.app
            WHERE p.id < ?1 ORDER BY p.id DESC LIMIT ?2
            """,
            place ?? .max,
            limit,
            row: Self.push
        )
    }

    func setBody(_ body: String, of push: ID<Push>) throws {
        try connection.run("UPDATE push SET body = ?2 WHERE id = ?1", push, body)
    }

    /// Notes a try and what came of it.
    func setTried(_ push: ID<Push>, state: Push.State, status: Int64, answer: String) throws {
        try connection.run(
            """
            UPDATE push SET tries = tries + 1, state = ?2, status = ?3, answer = ?4 WHERE id = ?1
            """,
            push,
            state.rawValue,
            status,
            answer
        )
    }

    /// The settings stay.
    func removeAll() throws {
        try connection.run("DELETE FROM push")
    }

    private static func push(_ row: Row) throws(StorageError) -> Push {
        try Push(
            id: row.id(0),
            app: row.id(1),
            appid: row.text(2),
            event: row.text(3),
            openid: row.text(4),
            trace: row.text(5),
            source: row.text(6),
            kind: row.integer(7),
            body: row.text(8),
            madeAt: row.integer(9),
            tries: row.integer(10),
            state: row.value(11),
            status: row.integer(12),
            answer: row.text(13)
        )
    }
}
