import Basics
import Storage
import Testing

/// A reader answers what its name says or throws; nothing is converted.
@Suite struct RowTests {
    /// One row of every type, and NULL: columns 0 to 4.
    private static let columns: [(type: ColumnType, value: Binding)] = [
        (.int64, .integer(1)), (.double, .double(1.5)), (.text, .text("1")),
        (.bytes, .bytes([0x31])), (.null, .null),
    ]

    /// A reader, and the type that it takes.
    struct Reader: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let expected: ColumnType
        let isOptional: Bool
        let read: @Sendable (Row, Int) throws -> Bool

        init(
            _ name: String,
            _ expected: ColumnType,
            optional: Bool = false,
            _ read: @escaping @Sendable (Row, Int) throws -> Bool
        ) {
            testDescription = name
            self.expected = expected
            isOptional = optional
            self.read = read
        }
    }

    /// Each answers whether there was a value.
    private static let readers = [
        Reader("integer", .int64) { try $0.integer($1) == 1 },
        Reader("bool", .int64) { try $0.bool($1) },
        Reader("id", .int64) { try $0.id($1) == ID<Note>(1) },
        Reader("time", .int64) { try $0.time($1) == UnixTime(milliseconds: 1) },
        Reader("day", .int64) { try $0.day($1) == Day(number: 1) },
        Reader("money", .int64) { try $0.money($1) == Money(fen: 1) },
        Reader("a number's value", .int64) { try $0.value($1) == Number.one },
        Reader("double", .double) { try $0.double($1) == 1.5 },
        Reader("text", .text) { try $0.text($1) == "1" },
        Reader("a word's value", .text) { try $0.value($1) == Word.one },
        Reader("bytes", .bytes) { try $0.bytes($1) == [0x31] },
        Reader("octets", .bytes) { try $0.octets($1) == "1" },
        Reader("optionalInteger", .int64, optional: true) { try $0.optionalInteger($1) != nil },
        Reader("optionalID", .int64, optional: true) {
            try $0.optionalID($1) as ID<Note>? != nil
        },
        Reader("optionalTime", .int64, optional: true) { try $0.optionalTime($1) != nil },
        Reader("optionalDay", .int64, optional: true) { try $0.optionalDay($1) != nil },
        Reader("optionalText", .text, optional: true) { try $0.optionalText($1) != nil },
        Reader("optionalBytes", .bytes, optional: true) { try $0.optionalBytes($1) != nil },
        Reader("optionalOctets", .bytes, optional: true) { try $0.optionalOctets($1) != nil },
    ]

    enum Number: Int64 { case one = 1 }
    enum Word: String { case one = "1" }

    @Test(arguments: readers)
    func takesItsOwnTypeAndNoOther(_ reader: Reader) async throws {
        let scratch = try Scratch()
        try await scratch.database.read { connection in
            let values = Self.columns.map(\.value)
            let sql: StaticString = "SELECT ?1, ?2, ?3, ?4, ?5"
            _ = try connection.first(sql, values[0], values[1], values[2], values[3], values[4]) {
                row in
                for (column, (type, _)) in Self.columns.enumerated() {
                    if type == reader.expected {
                        try #expect(reader.read(row, column))
                    } else if type == .null, reader.isOptional {
                        try #expect(!reader.read(row, column))
                    } else {
                        let error = StorageError.wrongType(
                            column: column,
                            expected: reader.expected,
                            found: type
                        )
                        #expect(throws: error) { try reader.read(row, column) }
                    }
                }
            }
        }
    }

    /// A statement that was changed, and its reader not.
    @Test func aColumnThatIsNotThereHoldsNothing() async throws {
        let scratch = try Scratch()
        let error = StorageError.wrongType(column: 1, expected: .int64, found: .null)
        await #expect(throws: error) {
            try await scratch.database.read { try $0.first("SELECT 1") { try $0.integer(1) } }
        }
    }

    @Test func whatIsNoneOfTheValuesIsNamed() async throws {
        let scratch = try Scratch()
        await #expect(throws: StorageError.unknownValue(column: 0, of: "Word")) {
            try await scratch.database.read {
                try $0.first("SELECT 'two'") { try $0.value(0) as Word }
            }
        }
        await #expect(throws: StorageError.unknownValue(column: 0, of: "Number")) {
            try await scratch.database.read {
                try $0.first("SELECT 2") { try $0.value(0) as Number }
            }
        }
    }

    /// The unit's caller learns which column it was, and nothing of the unit stays.
    @Test func aUnitThatCannotReadIsTakenBack() async throws {
        let scratch = try Scratch()
        let database = scratch.database
        await #expect(
            throws: StorageError.wrongType(column: 0, expected: .int64, found: .null)
        ) {
            try await database.write { connection in
                try connection.run("INSERT INTO note (id, word, size) VALUES (1, 'one', 1)")
                _ = try connection.first("SELECT max(size) FROM note WHERE word = 'two'") {
                    try $0.integer(0)
                }
            }
        }
        #expect(try await database.count() == 0)
    }

    @Test func theLineForTheLogNamesNoValue() {
        let error = StorageError.wrongType(column: 3, expected: .int64, found: .null)
        #expect("\(error)" == "column 3 holds NULL, not INT64")
        #expect(
            "\(StorageError.unknownValue(column: 0, of: "Word"))"
                == "column 0 holds no value of Word"
        )
        #expect(!error.isTransient)
    }
}
