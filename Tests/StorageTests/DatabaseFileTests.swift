import Basics
import FoundationEssentials
import TestKit
import Testing

@testable import Storage

@Suite struct DatabaseFileTests {
    @Test func isMadeForItsOwnerOnly() async throws {
        let scratch = try Scratch()
        try await scratch.database.add("a")
        for end in ["", "-wal", "-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path + end)
            #expect("\(attributes[.posixPermissions] ?? 0)" == "\(0o600)")
        }
    }

    @Test func isNotMadeUnlessAllowed() throws {
        let scratch = try TemporaryDirectory()
        var options = DatabaseOptions()
        options.mayCreate = false
        #expect(throws: StorageError.cannotOpen("\(scratch.file("x")) does not exist")) {
            try Database(
                path: scratch.file("x"),
                migrations: [],
                options: options,
                clock: .system
            )
        }
        #expect(!FileManager.default.fileExists(atPath: scratch.file("x")))
    }

    @Test(arguments: [true, false])
    func isNeverMadeOverALog(isEmptied: Bool) async throws {
        let scratch = try Scratch()
        try await scratch.database.add("a")
        let copy = scratch.directory.file("copy.sqlite")
        try FileManager.default.copyItem(atPath: scratch.path + "-wal", toPath: copy + "-wal")
        if isEmptied { _ = FileManager.default.createFile(atPath: copy, contents: Data()) }
        #expect(throws: StorageError.self) {
            try Database(path: copy, migrations: Scratch.schema, clock: .system)
        }
    }

    @Test func noEmptyOneTakesThePlaceOfALostOne() async throws {
        let scratch = try Scratch()
        let files = FileManager.default
        try await scratch.database.add("a")
        // All but the first page is still in the log.
        let firstPage = try Data(contentsOf: URL(filePath: scratch.path))
        await scratch.database.close()
        for (content, word) in [(firstPage, "without its tables"), (Data(), "empty")] {
            try content.write(to: URL(filePath: scratch.path))
            try refused(scratch, "is \(word), but was in use")
        }
        try files.removeItem(atPath: scratch.path)
        try refused(scratch, "is missing, but was in use")
        #expect(!files.fileExists(atPath: scratch.path))
        try files.removeItem(atPath: scratch.path + "-made")
        #expect(try await scratch.again().count() == 0)
    }

    @Test func anotherProgramsTablesAreLeftAlone() throws {
        let directory = try TemporaryDirectory()
        let file = DatabaseFile(path: directory.file("other"), options: DatabaseOptions())
        try file.prepare()
        try file.openWriter().execute("CREATE TABLE other (one)")
        #expect(throws: StorageError.cannotOpen("\(file.path) is another program's database")) {
            try Database(path: file.path, migrations: Scratch.schema, clock: .system)
        }
    }

    private func refused(_ scratch: Scratch, _ words: String) throws {
        let error = try #require(throws: StorageError.self) { try scratch.again() }
        #expect(error.description.contains(words), "\(error)")
    }

    @Test func refusesWhatIsNoDatabaseAndWhatIsDamaged() async throws {
        let scratch = try Scratch()
        let text = scratch.directory.file("text")
        let noise = Data(repeating: 0x2A, count: 8192)
        _ = FileManager.default.createFile(atPath: text, contents: noise)
        #expect(throws: StorageError.corrupt) {
            try Database(path: text, migrations: [], clock: .system)
        }
        for number in 0..<200 { try await scratch.database.add("word \(number)") }
        await scratch.database.close()
        var octets = try Data(contentsOf: URL(filePath: scratch.path))
        #expect(octets.count > 20_000)
        octets.replaceSubrange(octets.count - 4096..<octets.count, with: noise.prefix(4096))
        try octets.write(to: URL(filePath: scratch.path))
        #expect(throws: StorageError.corrupt) { try scratch.again() }
    }

    @Test func closingMovesTheLogIntoTheFile() async throws {
        let scratch = try Scratch()
        try await scratch.database.add("a")
        #expect(FileManager.default.fileExists(atPath: scratch.path + "-wal"))
        await scratch.database.close()
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "-wal"))
        await #expect(throws: StorageError.misuse("the database is closed")) {
            try await scratch.database.add("b")
        }
        await #expect(throws: StorageError.misuse("the database is closed")) {
            try await scratch.database.count()
        }
        #expect(try await scratch.again().words() == ["a"])
    }

    @Test func theLogStaysShort() async throws {
        var options = DatabaseOptions()
        options.checkpointPages = 64
        let scratch = try Scratch(options: options)
        for number in 0..<1500 { try await scratch.database.add("word \(number)") }
        let metrics = scratch.database.metrics
        #expect(metrics.checkpoints > 10)
        #expect(DatabaseFile.size(of: scratch.path + "-wal") ?? .max < 200 * 4096)
        #expect(try await scratch.database.count() == 1500)
    }

    @Test func aLogThatAReadMadeLongIsCutBack() async throws {
        var options = DatabaseOptions()
        options.checkpointPages = 64
        let scratch = try Scratch(options: options)
        try await scratch.database.add("first")
        let file = DatabaseFile(path: scratch.path, options: options)
        var reader: SQLiteConnection? = try file.openReader()
        try reader?.execute("BEGIN; SELECT count(*) FROM note")
        for number in 0..<500 { try await scratch.database.add("word \(number)") }
        let limit = 2 * 64 * 2048
        #expect(DatabaseFile.size(of: scratch.path + "-wal") ?? 0 > 2 * limit)
        reader = nil
        for number in 0..<200 { try await scratch.database.add("more \(number)") }
        #expect(DatabaseFile.size(of: scratch.path + "-wal") ?? .max <= limit)
    }

    @Test func aBackupIsWholeAndSoundUnderLoad() async throws {
        let scratch = try Scratch()
        let database = scratch.database
        let copy = scratch.directory.file("copy.sqlite")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for n in 0..<300 { try await database.add("word \(n)") } }
            try await eventually("words come") { try await database.count() > 50 }
            try await Database.backUp(scratch.path, to: copy)
            try await group.waitForAll()
        }
        let restored = try Database(path: copy, migrations: Scratch.schema, clock: .system)
        let count = try await restored.count()
        #expect((51...300).contains(count))
        #expect(try await Database.integrityProblems(of: copy) == [])
        await #expect(throws: StorageError.cannotOpen("\(copy) exists")) {
            try await Database.backUp(scratch.path, to: copy)
        }
    }
}
