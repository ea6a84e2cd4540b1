import Basics
import Media
import Storage
import TreasureDomain

/// All SQL of posters, and of the numbers that their codes carry.
struct PosterStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// `contents` says what is on a poster; its picture is one of `upload`.
    static let migration: Migration = Migration(
        number: 13,
        name: "posters",
        sql: """
            CREATE TABLE poster (
                scene INT64 NOT NULL,
                contents TEXT NOT NULL,
                task INT64 NOT NULL REFERENCES task (id),
                upload INT64 NOT NULL,
                at INT64 NOT NULL,
                PRIMARY KEY (scene, contents)
            );
            CREATE INDEX poster_task ON poster (task);
            """
    )

    // MARK: Scenes

    /// What stands for a task and whoever shares it; nil if nobody has asked yet.
    func scene(of task: ID<TreasureTask>, sharedBy uid: ID<User>) throws -> Int64? {
        try connection.first(
            "SELECT number FROM scene WHERE task = ?1 AND sharer = ?2",
            task,
            uid,
            row: { try $0.integer(0) }
        )
    }

    /// The same, made where there is none: the first of `numbers` that nothing has. Nil where all
    /// of them are taken.
    func scene(
        of task: ID<TreasureTask>,
        sharedBy uid: ID<User>,
        called unionid: ExternalID,
        among numbers: [Int64],
        at time: UnixTime
    ) throws -> Int64? {
        for number in numbers {
            try connection.run(
                """
                INSERT INTO scene (number, task, sharer, unionid, at) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT DO NOTHING
                """,
                number,
                task,
                uid,
                unionid,
                time
            )
            if let scene = try scene(of: task, sharedBy: uid) { return scene }
        }
        return nil
    }

    // MARK: Posters

    /// The picture of a poster that was drawn before.
    func poster(_ scene: Int64, _ contents: String) throws -> ID<Upload>? {
        try connection.first(
            "SELECT upload FROM poster WHERE scene = ?1 AND contents = ?2",
            scene,
            contents,
            row: { try $0.id(0) }
        )
    }

    func add(
        _ upload: ID<Upload>,
        _ scene: Int64,
        _ contents: String,
        of task: ID<TreasureTask>,
        at time: UnixTime
    ) throws {
        try connection.run(
            """
            INSERT INTO poster (scene, contents, task, upload, at) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (scene, contents) DO UPDATE SET upload = excluded.upload
            """,
            scene,
            contents,
            task,
            upload,
            time
        )
    }

    /// Takes the posters of a task away from everybody.
    func hideAll(of task: ID<TreasureTask>) throws {
        let uploads = try connection.all(
            "SELECT upload FROM poster WHERE task = ?1",
            task,
            row: { row -> ID<Upload> in try row.id(0) }
        )
        let store = UploadStore(connection)
        for upload in uploads { _ = try store.decide(upload, mayBeShown: false) }
        try connection.run("DELETE FROM poster WHERE task = ?1", task)
    }
}
