import Basics
import Loops
import Storage
import TestKit

/// A database in a directory of its own that goes away with it.
struct Scratch {
    let directory: TemporaryDirectory
    let path: String
    let database: Database

    static let schema = [
        Migration(
            number: 1,
            name: "notes",
            sql: """
                CREATE TABLE note (
                    id INT64 PRIMARY KEY,
                    word TEXT NOT NULL UNIQUE,
                    size INT64 NOT NULL CHECK (size >= 0)
                );
                CREATE TABLE remark (
                    id INT64 PRIMARY KEY,
                    note INT64 NOT NULL REFERENCES note (id)
                );
                """
        )
    ]

    init(
        schema: [Migration] = Scratch.schema,
        options: DatabaseOptions = DatabaseOptions()
    ) throws {
        directory = try TemporaryDirectory()
        path = directory.file("scratch.sqlite")
        database = try Database(
            path: path,
            migrations: schema,
            options: options,
            clock: .system
        )
    }

    /// A second one on the same file, as another process would have it.
    func again(
        schema: [Migration] = Scratch.schema,
        options: DatabaseOptions = DatabaseOptions()
    ) throws(StorageError) -> Database {
        try Database(path: path, migrations: schema, options: options, clock: .system)
    }
}

extension Database {
    @discardableResult
    func add(_ word: String, size: Int = 1) async throws -> Int64 {
        try await write { connection in
            let id: ID<Note> = try connection.nextID()
            try connection.run(
                "INSERT INTO note (id, word, size) VALUES (?1, ?2, ?3)",
                id,
                word,
                size
            )
            return id.rawValue
        }
    }

    func words() async throws -> [String] {
        try await read { try $0.all("SELECT word FROM note ORDER BY word") { try $0.text(0) } }
    }

    func count() async throws -> Int64 {
        try await read { try $0.first("SELECT count(*) FROM note") { try $0.integer(0) } } ?? -1
    }
}

enum Note {}

/// Runs `body` on a loop of its own and comes back with what it answers.
func onLoop<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let group = LoopGroup(count: 1)
    group.start()
    let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
        group.next().start {
            do {
                continuation.resume(returning: .success(try await body()))
            } catch {
                continuation.resume(returning: .failure(error))
            }
        }
    }
    await group.stop()
    return try result.get()
}
