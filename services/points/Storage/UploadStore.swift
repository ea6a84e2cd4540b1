import Basics
import PointsDomain
import Storage

/// All SQL of uploads, of what they use up and of who looked at them.
struct UploadStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    // MARK: Writing

    /// Adds an upload; false if its owner has sent the same file before.
    func add(_ upload: Upload) throws -> Bool {
        try connection.run(
            """
            INSERT INTO upload (id, iid, hash, name, kind, width, height, size, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (iid, hash) DO NOTHING
            """,
            upload.id,
            upload.owner,
            upload.hash,
            upload.name,
            upload.kind.rawValue,
            upload.width,
            upload.height,
            upload.size,
            upload.at
        ) == 1
    }

    /// Counts one more upload and says what that makes.
    func use(_ size: Int, on day: Day, by owner: ID<Participant>) throws -> Usage {
        let usage = try connection.first(
            """
            INSERT INTO upload_usage (iid, day, today, size) VALUES (?1, ?2, 1, ?3)
            ON CONFLICT (iid) DO UPDATE SET
                today = CASE WHEN upload_usage.day = excluded.day
                    THEN upload_usage.today + 1 ELSE 1 END,
                day = excluded.day,
                size = upload_usage.size + excluded.size
            RETURNING today, size
            """,
            owner,
            day,
            size,
            row: { try Usage(today: $0.integer(0), size: $0.integer(1)) }
        )
        return usage ?? Usage(today: 1, size: Int64(size))
    }

    /// Notes that somebody was shown a file.
    func look(at file: String, of id: ID<Upload>, by reader: String, at time: UnixTime) throws {
        let look: ID<UploadStore> = try connection.nextID()
        try connection.run(
            "INSERT INTO upload_look (id, upload, reader, file, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            look,
            id,
            reader,
            file,
            time
        )
    }

    /// Takes all uploads of somebody away and notes their files for removal. The log of looks
    /// stays: it names no participant.
    func removeAll(of owner: ID<Participant>) throws {
        for upload in try uploads(of: owner) {
            for file in [upload.file, upload.thumbnail] {
                try connection.run(
                    "INSERT INTO upload_removal (file) VALUES (?1) ON CONFLICT (file) DO NOTHING",
                    file
                )
            }
        }
        try connection.run("DELETE FROM upload WHERE iid = ?1", owner)
        try connection.run("DELETE FROM upload_usage WHERE iid = ?1", owner)
    }

    /// The file is gone from the disk.
    func removed(_ file: String) throws {
        try connection.run("DELETE FROM upload_removal WHERE file = ?1", file)
    }

    // MARK: Reading

    struct Usage: Sendable, Equatable {
        var today: Int64 = 0
        var size: Int64 = 0
    }

    /// What somebody has used up, today's count on this day.
    func usage(of owner: ID<Participant>, on day: Day) throws -> Usage {
        let usage = try connection.first(
            "SELECT day, today, size FROM upload_usage WHERE iid = ?1",
            owner,
            row: { try Usage(today: $0.day(0) == day ? $0.integer(1) : 0, size: $0.integer(2)) }
        )
        return usage ?? Usage()
    }

    /// The id under which somebody has sent this file before.
    func known(_ hash: ExternalID, of owner: ID<Participant>) throws -> ID<Upload>? {
        try connection.first(
            "SELECT id FROM upload WHERE iid = ?1 AND hash = ?2",
            owner,
            hash,
            row: { try $0.id(0) }
        )
    }

    /// An upload of this participant; nil for somebody else's as for none.
    func upload(_ id: ID<Upload>, of owner: ID<Participant>) throws -> Upload? {
        try connection.first(
            """
            SELECT id, iid, hash, name, kind, width, height, size, at FROM upload
            WHERE id = ?1 AND iid = ?2
            """,
            id,
            owner,
            row: Self.upload
        )
    }

    /// The upload whose files are called so.
    func upload(named name: String) throws -> Upload? {
        try connection.first(
            """
            SELECT id, iid, hash, name, kind, width, height, size, at FROM upload
            WHERE name = ?1
            """,
            name,
            row: Self.upload
        )
    }

    /// The pictures of an audit, in the order in which they were submitted.
    func uploads(in audit: ID<Audit>) throws -> [Upload] {
        try connection.all(
            """
            SELECT u.id, u.iid, u.hash, u.name, u.kind, u.width, u.height, u.size, u.at
            FROM audit_file f JOIN upload u ON u.id = f.upload
            WHERE f.audit = ?1 ORDER BY f.place
            """,
            audit,
            row: Self.upload
        )
    }

    /// Who looked at an upload, oldest first, the last thousand.
    func looks(at id: ID<Upload>) throws -> [Look] {
        try connection.all(
            """
            SELECT reader, file, at FROM upload_look WHERE upload = ?1 ORDER BY id DESC LIMIT 1000
            """,
            id,
            row: { try Look(reader: $0.text(0), file: $0.text(1), at: $0.time(2)) }
        ).reversed()
    }

    struct Look: Sendable, Equatable {
        let reader: String
        let file: String
        let at: UnixTime
    }

    /// Files that are to go from the disk.
    func removals(_ count: Int) throws -> [String] {
        try connection.all(
            "SELECT file FROM upload_removal LIMIT ?1",
            count,
            row: { try $0.text(0) }
        )
    }

    private func uploads(of owner: ID<Participant>) throws -> [Upload] {
        try connection.all(
            """
            SELECT id, iid, hash, name, kind, width, height, size, at FROM upload WHERE iid = ?1
            """,
            owner,
            row: Self.upload
        )
    }

    private static func upload(_ row: Row) throws(StorageError) -> Upload {
        try Upload(
            id: row.id(0),
            owner: row.id(1),
            hash: row.octets(2),
            name: row.text(3),
            kind: row.value(4),
            width: Int(row.integer(5)),
            height: Int(row.integer(6)),
            size: Int(row.integer(7)),
            at: row.time(8)
        )
    }
}
