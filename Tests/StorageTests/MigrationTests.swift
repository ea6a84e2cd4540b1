import Basics
import Storage
import TestKit
import Testing

@testable import Storage

@Suite struct MigrationTests {
    private static let second = Migration(
        number: 2,
        name: "one more column",
        sql: "ALTER TABLE note ADD COLUMN extra TEXT;"
    )

    @Test func runsWhatHasNotRunYet() async throws {
        let scratch = try Scratch()
        try await scratch.database.add("kept")
        await scratch.database.close()
        for _ in 0..<2 {
            let database = try scratch.again(schema: Scratch.schema + [Self.second])
            let extra = try await database.read {
                try $0.first("SELECT extra FROM note WHERE word = 'kept'") {
                    try $0.optionalText(0)
                }
            }
            #expect(extra == .some(nil))
            await database.close()
        }
    }

    @Test func refusesANewerFile() async throws {
        let scratch = try Scratch(schema: Scratch.schema + [Self.second])
        await scratch.database.close()
        #expect(throws: StorageError.newerFile(have: 2, known: 1)) { try scratch.again() }
    }

    @Test func refusesAChangedStepAndAGap() async throws {
        let scratch = try Scratch()
        await scratch.database.close()
        let changed = Migration(number: 1, name: "notes", sql: "CREATE TABLE other (id INT64);")
        #expect(throws: StorageError.misuse("migration 1 was changed after it ran")) {
            try scratch.again(schema: [changed])
        }
        let gap = Migration(number: 3, name: "gap", sql: "")
        #expect(throws: StorageError.misuse("migration 3 stands at 2")) {
            try scratch.again(schema: Scratch.schema + [gap])
        }
    }

    @Test func aStepThatFailsLeavesNothing() async throws {
        let scratch = try Scratch()
        let broken = Migration(
            number: 2,
            name: "broken",
            sql: "CREATE TABLE half (id INT64); CREATE TABLE half (id INT64);"
        )
        #expect(throws: StorageError.self) { try scratch.again(schema: Scratch.schema + [broken]) }
        let whole = Migration(number: 2, name: "whole", sql: "CREATE TABLE half (id INT64);")
        let database = try scratch.again(schema: Scratch.schema + [whole])
        #expect(try await database.count() == 0)
    }

    @Test(
        arguments: [
            (
                "CREATE TABLE a (INT64 INT64, b BYTES, c DOUBLE);",
                "CREATE TABLE a (INTEGER INTEGER, b BLOB, c REAL)\nSTRICT;"
            ),
            (
                "INSERT INTO t VALUES ('INT64; BYTES''s');",
                "INSERT INTO t VALUES ('INT64; BYTES''s');"
            ),
            ("create table a (\"INT64\" INT64)", "create table a (\"INT64\" INTEGER)\nSTRICT"),
            (
                "-- INT64;\nCREATE INDEX i ON a (MYINT64);",
                "-- INT64;\nCREATE INDEX i ON a (MYINT64);"
            ),
            ("CREATE TABLE a (x TEXT) -- end", "CREATE TABLE a (x TEXT) -- end\nSTRICT"),
            (
                "CREATE TABLE a (x INT64 PRIMARY KEY, y INT64, UNIQUE (y, x));",
                "CREATE TABLE a (x INTEGER PRIMARY KEY, y INTEGER, UNIQUE (y, x))\nSTRICT;"
            ),
            (
                "CREATE TABLE a (x INT64, y INT64, primary key\n(y, x)); CREATE TABLE b (x TEXT);",
                "CREATE TABLE a (x INTEGER, y INTEGER, primary key\n(y, x))\nSTRICT, WITHOUT ROWID; "
                    + "CREATE TABLE b (x TEXT)\nSTRICT;"
            ),
        ] as [(StaticString, String)]
    )
    func mapsTypesAsWholeWords(neutral: StaticString, own: String) {
        #expect(NeutralSQL.sqlite(neutral) == own)
    }

    @Test func twoReplicasMayStartAtOnce() async throws {
        let directory = try TemporaryDirectory()
        try await withThrowingTaskGroup(of: Int64.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let database = try Database(
                        path: directory.file("shared.sqlite"),
                        migrations: Scratch.schema,
                        clock: .system
                    )
                    return try await database.count()
                }
            }
            for try await count in group { #expect(count == 0) }
        }
    }
}
