import CSQLite

/// What a column can hold, in the words of the migrations.
public enum ColumnType: String, Sendable {
    case int64 = "INT64"
    case double = "DOUBLE"
    case text = "TEXT"
    case bytes = "BYTES"
    case null = "NULL"

    /// From SQLite's number for it.
    init(_ code: Int32) {
        switch code {
        case SQLITE_INTEGER: self = .int64
        case SQLITE_FLOAT: self = .double
        case SQLITE_TEXT: self = .text
        case SQLITE_BLOB: self = .bytes
        default: self = .null
        }
    }
}
