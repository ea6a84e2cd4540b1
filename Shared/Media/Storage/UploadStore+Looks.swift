public import Basics
import Storage

extension UploadStore {
    /// Somebody was shown a picture by a link.
    public struct Look: Sendable, Equatable {
        /// Who had the link.
        public let reader: String
        /// The whole picture or its thumbnail.
        public let file: String
        /// When.
        public let at: UnixTime
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

    /// Who looked at a picture by a link, oldest first, the last thousand.
    public func looks(at id: ID<Upload>) throws -> [Look] {
        try connection.all(
            """
            SELECT reader, file, at FROM upload_look WHERE upload = ?1 ORDER BY id DESC LIMIT 1000
            """,
            id,
            row: { try Look(reader: $0.text(0), file: $0.text(1), at: $0.time(2)) }
        ).reversed()
    }
}
