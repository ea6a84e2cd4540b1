public import Basics
import CSQLite

/// One row of an answer, its columns counted from 0 in the order in which the statement names
/// them. Good inside of the closure that it is given to, and nowhere else.
///
/// A reader throws when the column holds NULL or a value of another type than it says: nothing is
/// converted, and nothing becomes 0 or empty by itself. A column that may hold NULL is read by its
/// `optional…`, which still throws for another type.
public struct Row {
    let statement: Statement

    init(_ statement: Statement) {
        self.statement = statement
    }

    /// An `INT64`.
    public func integer(_ column: Int) throws(StorageError) -> Int64 {
        let value = value(column)
        guard value.type == SQLITE_INTEGER else { throw value.unexpected(column, .int64) }
        return value.integer
    }

    /// An `INT64`, or nil for NULL.
    public func optionalInteger(_ column: Int) throws(StorageError) -> Int64? {
        let value = value(column)
        switch value.type {
        case SQLITE_INTEGER: return value.integer
        case SQLITE_NULL: return nil
        default: throw value.unexpected(column, .int64)
        }
    }

    /// A `DOUBLE`.
    public func double(_ column: Int) throws(StorageError) -> Double {
        let value = value(column)
        guard value.type == SQLITE_FLOAT else { throw value.unexpected(column, .double) }
        return value.double
    }

    /// A `TEXT`.
    public func text(_ column: Int) throws(StorageError) -> String {
        let value = value(column)
        guard value.type == SQLITE_TEXT else { throw value.unexpected(column, .text) }
        return try value.text()
    }

    /// A `TEXT`, or nil for NULL.
    public func optionalText(_ column: Int) throws(StorageError) -> String? {
        let value = value(column)
        switch value.type {
        case SQLITE_TEXT: return try value.text()
        case SQLITE_NULL: return nil
        default: throw value.unexpected(column, .text)
        }
    }

    /// A `BYTES`.
    public func bytes(_ column: Int) throws(StorageError) -> Bytes {
        let value = value(column)
        guard value.type == SQLITE_BLOB else { throw value.unexpected(column, .bytes) }
        return try value.bytes()
    }

    /// A `BYTES`, or nil for NULL.
    public func optionalBytes(_ column: Int) throws(StorageError) -> Bytes? {
        let value = value(column)
        switch value.type {
        case SQLITE_BLOB: return try value.bytes()
        case SQLITE_NULL: return nil
        default: throw value.unexpected(column, .bytes)
        }
    }

    private func value(_ column: Int) -> ColumnValue {
        unsafe ColumnValue(
            sqlite3_column_value(statement.pointer, Int32(truncatingIfNeeded: column))
        )
    }
}

/// SQLite's own value of a column, looked up once for its type and what it holds. SQLite wants it
/// used by one thread at a time, as the connection is; a column that is not there is NULL.
@safe private struct ColumnValue {
    private let pointer: OpaquePointer?

    init(_ pointer: OpaquePointer?) {
        unsafe self.pointer = unsafe pointer
    }

    /// One of `SQLITE_INTEGER` and its like.
    var type: Int32 { unsafe sqlite3_value_type(pointer) }

    var integer: Int64 { unsafe sqlite3_value_int64(pointer) }

    var double: Double { unsafe sqlite3_value_double(pointer) }

    func text() throws(StorageError) -> String {
        // The text is asked for before its length: the length is that of the text's encoding.
        guard let start = unsafe sqlite3_value_text(pointer) else { throw Self.noMemory }
        let count = Int(unsafe sqlite3_value_bytes(pointer))
        let octets = unsafe UnsafeBufferPointer(start: start, count: count)
        return unsafe String(validUTF8: octets.span) ?? String(decoding: octets, as: UTF8.self)
    }

    func bytes() throws(StorageError) -> Bytes {
        let start = unsafe sqlite3_value_blob(pointer)
        let count = Int(unsafe sqlite3_value_bytes(pointer))
        // An empty value has no address.
        guard count > 0 else { return [] }
        guard let start = unsafe start else { throw Self.noMemory }
        return unsafe Bytes(UnsafeRawBufferPointer(start: start, count: count))
    }

    func unexpected(_ column: Int, _ expected: ColumnType) -> StorageError {
        .wrongType(column: column, expected: expected, found: ColumnType(type))
    }

    private static var noMemory: StorageError { .fault(code: SQLITE_NOMEM) }
}
