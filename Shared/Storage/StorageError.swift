/// Why the database did not do what it was asked.
public enum StorageError: Error, Sendable, Equatable {
    /// The queue of writes is full, or another process kept the write lock too long.
    case busy
    /// No space left.
    case full
    /// The disk or the file system reported an error.
    case inputOutput
    /// The file is damaged or is no database.
    case corrupt
    /// A rule of the schema; `detail` names table and column, never a value.
    case constraint(Constraint, detail: String)
    /// The file was made by a later release: its last migration, and the last one known here.
    case newerFile(have: Int, known: Int)
    /// The file cannot be opened or made; says which and why.
    case cannotOpen(String)
    /// The caller's mistake: SQL that does not compile, a wrong number of parameters, a closed
    /// database. Never holds a value.
    case misuse(String)
    /// A column, counted from 0, that holds NULL or another type than it is read as.
    case wrongType(column: Int, expected: ColumnType, found: ColumnType)
    /// A column, counted from 0, that holds none of an enumeration's values.
    case unknownValue(column: Int, of: String)
    /// Anything else, by SQLite's extended result code.
    case fault(code: Int32)

    /// May pass by itself: worth a 503 rather than a 500.
    public var isTransient: Bool {
        switch self {
        case .busy, .full, .inputOutput: true
        case .corrupt, .constraint, .newerFile, .cannotOpen, .misuse, .wrongType, .unknownValue,
            .fault:
            false
        }
    }
}

extension StorageError: CustomStringConvertible {
    /// A line for the log, or for whoever starts the process.
    public var description: String {
        switch self {
        case .busy: "too many writes wait, or another process keeps the database to itself"
        case .full: "no space is left for the database"
        case .inputOutput: "the disk failed under the database"
        case .corrupt: "the database is damaged, or is none; docs/operations.md says what to do"
        case .constraint(let rule, let detail): "a rule of the schema (\(rule)): \(detail)"
        case .newerFile(let have, let known):
            "the database is of a later release: it has migration \(have), this one knows \(known)"
        case .cannotOpen(let what): what
        case .misuse(let what): "the database was misused: \(what)"
        case .wrongType(let column, let expected, let found):
            "column \(column) holds \(found.rawValue), not \(expected.rawValue)"
        case .unknownValue(let column, let type): "column \(column) holds no value of \(type)"
        case .fault(let code): "the database failed (SQLite \(code))"
        }
    }
}

/// The kind of rule that a row broke.
public enum Constraint: Sendable, Equatable {
    /// `UNIQUE` or `PRIMARY KEY`.
    case unique
    case foreignKey
    case check
    case notNull
    /// A value of a type that the column does not take.
    case type
    case other
}

/// A failure that a test or the sandbox provokes.
public enum StorageFault: String, Sendable, Equatable {
    /// No space left.
    case full
    /// An error of the disk.
    case io

    var error: StorageError {
        switch self {
        case .full: .full
        case .io: .inputOutput
        }
    }
}
