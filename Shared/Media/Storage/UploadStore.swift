public import Basics
public import Storage

/// All SQL of pictures and of what they use up. Who looked at them: `UploadStore+Looks.swift`;
/// what the content check says of them: `UploadStore+Checks.swift`.
public struct UploadStore {
    let connection: Connection

    /// The pictures, inside of one read or write.
    public init(_ connection: Connection) {
        self.connection = connection
    }

    /// A verdict may come before the number that it is about is known: those wait in
    /// `upload_verdict`.
    static let schema: StaticString = """
        CREATE TABLE upload (
            id INT64 NOT NULL PRIMARY KEY,
            owner INT64 NOT NULL,
            visibility TEXT NOT NULL CHECK (visibility IN ('private', 'public')),
            hash BYTES NOT NULL,
            name TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            width INT64 NOT NULL,
            height INT64 NOT NULL,
            size INT64 NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pass', 'risky', 'review', 'pending')),
            check_id TEXT UNIQUE,
            at INT64 NOT NULL,
            UNIQUE (owner, visibility, hash)
        );
        CREATE INDEX upload_review ON upload (id) WHERE state = 'review';
        CREATE TABLE upload_usage (
            owner INT64 NOT NULL PRIMARY KEY,
            day INT64 NOT NULL,
            today INT64 NOT NULL CHECK (today >= 0),
            size INT64 NOT NULL CHECK (size >= 0)
        );
        CREATE TABLE upload_look (
            id INT64 NOT NULL PRIMARY KEY,
            upload INT64 NOT NULL,
            reader TEXT NOT NULL,
            file TEXT NOT NULL,
            at INT64 NOT NULL
        );
        CREATE INDEX upload_look_upload ON upload_look (upload, id);
        CREATE TABLE upload_removal (
            file TEXT NOT NULL PRIMARY KEY
        );
        CREATE TABLE upload_verdict (
            check_id TEXT NOT NULL PRIMARY KEY,
            state TEXT NOT NULL,
            at INT64 NOT NULL
        );
        CREATE INDEX upload_verdict_at ON upload_verdict (at);
        """

    // MARK: Reading

    /// A picture, whoever's it is.
    public func upload(_ id: ID<Upload>) throws -> Upload? {
        try connection.first(
            """
            SELECT id, owner, visibility, hash, name, kind, width, height, size, state, at
            FROM upload WHERE id = ?1
            """,
            id,
            row: Self.upload
        )
    }

    /// A picture of this owner; nil for somebody else's as for none.
    public func upload(_ id: ID<Upload>, of owner: MediaOwner) throws -> Upload? {
        try upload(id).flatMap { $0.owner == owner ? $0 : nil }
    }

    /// The picture that a file belongs to, whole or thumbnail.
    public func upload(withFile file: String) throws -> Upload? {
        let upload = try connection.first(
            """
            SELECT id, owner, visibility, hash, name, kind, width, height, size, state, at
            FROM upload WHERE name = ?1
            """,
            String(file.prefix { $0 != "." }),
            row: Self.upload
        )
        return upload.flatMap { file == $0.file || file == $0.thumbnail ? $0 : nil }
    }

    /// What somebody has sent before under the same terms.
    func known(_ hash: ExternalID, under terms: Upload.Terms) throws -> Upload? {
        try connection.first(
            """
            SELECT id, owner, visibility, hash, name, kind, width, height, size, state, at
            FROM upload WHERE owner = ?1 AND visibility = ?2 AND hash = ?3
            """,
            terms.owner,
            terms.visibility.rawValue,
            hash,
            row: Self.upload
        )
    }

    static func upload(_ row: Row) throws(StorageError) -> Upload {
        try Upload(
            id: row.id(0),
            owner: MediaOwner(number: row.integer(1)),
            visibility: row.value(2),
            hash: row.octets(3),
            name: row.text(4),
            kind: row.value(5),
            width: Int(row.integer(6)),
            height: Int(row.integer(7)),
            size: Int(row.integer(8)),
            state: row.value(9),
            at: row.time(10)
        )
    }

    // MARK: Adding

    /// Adds a picture; false if its owner has the same under the same terms.
    func add(_ upload: Upload) throws -> Bool {
        try connection.run(
            """
            INSERT INTO upload
                (id, owner, visibility, hash, name, kind, width, height, size, state, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT (owner, visibility, hash) DO NOTHING
            """,
            upload.id,
            upload.owner,
            upload.visibility.rawValue,
            upload.hash,
            upload.name,
            upload.kind.rawValue,
            upload.width,
            upload.height,
            upload.size,
            upload.state.rawValue,
            upload.at
        ) == 1
    }

    struct Usage: Sendable, Equatable {
        var today: Int64 = 0
        var size: Int64 = 0
    }

    /// What somebody has used up, today's count on this day.
    func usage(of owner: MediaOwner, on day: Day) throws -> Usage {
        let usage = try connection.first(
            "SELECT day, today, size FROM upload_usage WHERE owner = ?1",
            owner,
            row: { try Usage(today: $0.day(0) == day ? $0.integer(1) : 0, size: $0.integer(2)) }
        )
        return usage ?? Usage()
    }

    /// Counts one more picture and says what that makes.
    func use(_ size: Int, on day: Day, by owner: MediaOwner) throws -> Usage {
        let usage = try connection.first(
            """
            INSERT INTO upload_usage (owner, day, today, size) VALUES (?1, ?2, 1, ?3)
            ON CONFLICT (owner) DO UPDATE SET
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

    // MARK: Removing

    /// Takes all pictures of somebody away and notes their files for removal. The log of looks
    /// stays: it names no owner.
    public func removeAll(of owner: MediaOwner) throws {
        let uploads = try connection.all(
            """
            SELECT id, owner, visibility, hash, name, kind, width, height, size, state, at
            FROM upload WHERE owner = ?1
            """,
            owner,
            row: Self.upload
        )
        for file in uploads.flatMap({ [$0.file, $0.thumbnail] }) {
            try connection.run(
                "INSERT INTO upload_removal (file) VALUES (?1) ON CONFLICT (file) DO NOTHING",
                file
            )
        }
        try connection.run("DELETE FROM upload WHERE owner = ?1", owner)
        try connection.run("DELETE FROM upload_usage WHERE owner = ?1", owner)
    }

    /// Files that are to go from the disk.
    func removals(_ count: Int) throws -> [String] {
        try connection.all(
            "SELECT file FROM upload_removal LIMIT ?1",
            count,
            row: { try $0.text(0) }
        )
    }

    /// The file is gone from the disk.
    func removed(_ file: String) throws {
        try connection.run("DELETE FROM upload_removal WHERE file = ?1", file)
    }
}
