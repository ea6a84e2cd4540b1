import Basics
import ServiceKit
import Storage

/// All SQL about mini-program codes, and the pages that apps have released.
struct MiniCodeStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func add(_ code: MiniCode) throws {
        let id: ID<MiniCode> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO mini_code (id, appid, kind, scene, page, version, made_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            id,
            code.appid,
            code.kind,
            code.scene,
            code.page,
            code.env_version,
            code.at
        )
    }

    /// Newest first, each with its place.
    func all(before place: Int64?, limit: Int64) throws -> [(place: Int64, code: MiniCode)] {
        try connection.all(
            """
            SELECT id, appid, kind, scene, page, version, made_at FROM mini_code
            WHERE id < ?1 ORDER BY id DESC LIMIT ?2
            """,
            place ?? .max,
            limit
        ) {
            let code = try MiniCode(
                appid: $0.text(1),
                kind: $0.text(2),
                scene: $0.text(3),
                page: $0.text(4),
                env_version: $0.text(5),
                at: $0.integer(6)
            )
            return try ($0.integer(0), code)
        }
    }

    /// The pages in the released version; none: it was never said which there are.
    func pages(of app: DemoApp) throws -> [String] {
        try connection.all(
            "SELECT page FROM app_page WHERE app = ?1 ORDER BY page LIMIT 1000",
            app.id
        ) { try $0.text(0) }
    }

    func setPages(_ pages: [String], of app: DemoApp) throws {
        try connection.run("DELETE FROM app_page WHERE app = ?1", app.id)
        for page in Set(pages) {
            try connection.run(
                "INSERT INTO app_page (app, page) VALUES (?1, ?2)",
                app.id,
                page
            )
        }
    }

    func removeAll() throws {
        try connection.run("DELETE FROM mini_code")
        try connection.run("DELETE FROM app_page")
    }
}
