import Basics
import Storage
import Testing

@Suite struct ConnectionTests {
    private static let types = [
        Migration(
            number: 1,
            name: "one column of each type",
            sql: "CREATE TABLE kind (i INT64, t TEXT, b BYTES, d DOUBLE)"
        )
    ]

    @Test(arguments: [
        Binding.integer(.min), .integer(.max), .integer(0), .text(""), .text("金桔"),
        .text("a\u{0}b"), .bytes([]), .bytes([0, 0xFF, 0x27]), .double(-1.5),
        .double(.greatestFiniteMagnitude), .null,
    ])
    func comesBackAsItWent(_ value: Binding) async throws {
        let scratch = try Scratch(schema: Self.types)
        let back = try await scratch.database.write { connection in
            switch value {
            case .integer, .null: try connection.run("INSERT INTO kind (i) VALUES (?1)", value)
            case .text: try connection.run("INSERT INTO kind (t) VALUES (?1)", value)
            case .bytes: try connection.run("INSERT INTO kind (b) VALUES (?1)", value)
            case .double: try connection.run("INSERT INTO kind (d) VALUES (?1)", value)
            }
            return try connection.first("SELECT i, t, b, d FROM kind") { row -> Binding in
                if let integer = try row.optionalInteger(0) { return .integer(integer) }
                if let text = try row.optionalText(1) { return .text(text) }
                if let bytes = try row.optionalBytes(2) { return .bytes(bytes) }
                return value == .null ? .null : .double(try row.double(3))
            }
        }
        #expect(back == value)
    }

    @Test func ownTypesComeBackAsTheyWent() async throws {
        let scratch = try Scratch(schema: Self.types)
        try await scratch.database.write { connection in
            let octets = ExternalID([0xFF, 0x00, 0x61])
            try connection.run(
                "INSERT INTO kind (i, b, d) VALUES (?1, ?2, ?3)",
                ID<Note>(9),
                octets,
                true ? nil as Double? : 1
            )
            let row = try connection.first("SELECT i, b, d, i = 9 FROM kind") { row in
                let id: ID<Note> = try row.id(0)
                #expect(id == ID(9))
                try #expect(row.time(0) == UnixTime(milliseconds: 9))
                try #expect(row.day(0) == Day(number: 9))
                try #expect(row.money(0) == Money(fen: 9))
                try #expect(row.octets(1) == octets)
                try #expect(row.bool(3))
                return try row.optionalOctets(2)
            }
            #expect(row == .some(nil))
        }
    }

    @Test(arguments: [
        ("unique", "one", 1, Constraint.unique), ("check", "two", -1, .check),
    ])
    func namesTheRuleThatIsBroken(_: String, word: String, size: Int, rule: Constraint) async throws
    {
        let scratch = try Scratch()
        try await scratch.database.add("one")
        do {
            try await scratch.database.add(word, size: size)
            Issue.record("nothing was thrown")
        } catch StorageError.constraint(let broken, let detail) {
            #expect(broken == rule)
            #expect(!detail.contains("two"))
        }
    }

    @Test func tablesAreStrictAndReferencesHold() async throws {
        let scratch = try Scratch()
        let database = scratch.database
        await #expect(throws: StorageError.self) {
            try await database.write {
                try $0.run("INSERT INTO note VALUES (1, 'x', ?1)", "no number")
            }
        }
        do {
            try await database.write { try $0.run("INSERT INTO remark VALUES (1, 77)") }
            Issue.record("nothing was thrown")
        } catch StorageError.constraint(let rule, _) {
            #expect(rule == .foreignKey)
        }
    }

    @Test func refusesTheWrongNumberOfParameters() async throws {
        let scratch = try Scratch()
        let database = scratch.database
        await #expect(throws: StorageError.misuse("2 parameters, 1 given")) {
            try await database.read {
                try $0.first("SELECT ?1 + ?2", 1) { try $0.integer(0) }
            }
        }
        await #expect(throws: StorageError.self) {
            try await database.read { try $0.first("SELEC 1") { try $0.integer(0) } }
        }
    }

    @Test func oneStatementMayRunInsideItsOwnRows() async throws {
        let scratch = try Scratch()
        let database = scratch.database
        for word in ["a", "b"] { try await database.add(word) }
        let pairs = try await database.read { connection in
            var pairs: [String] = []
            func words(_ row: (String) throws -> Void) throws {
                try connection.each("SELECT word FROM note ORDER BY word") { try row($0.text(0)) }
            }
            try words { first in try words { pairs.append(first + $0) } }
            return pairs
        }
        #expect(pairs == ["aa", "ab", "ba", "bb"])
    }

    @Test func readsCannotWrite() async throws {
        let scratch = try Scratch()
        let database = scratch.database
        await #expect(throws: StorageError.self) {
            try await database.read { try $0.run("DELETE FROM note") }
        }
    }

    @Test func identifiersGrowAndFollowTheTime() async throws {
        let scratch = try Scratch()
        let database = scratch.database
        let before = (SystemTime.realMilliseconds() - 1_704_067_200_000) * 4096
        let ids = try await database.write { connection in
            try (0..<100).map { _ in try connection.nextID() as ID<Note> }
        }
        #expect(ids == ids.sorted() && Set(ids).count == 100)
        #expect(ids.allSatisfy { $0.rawValue >= before && $0.rawValue < 1 << 53 })
    }
}
