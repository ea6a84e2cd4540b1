public import Basics
import CSQLite

/// One row of an answer, its columns counted from 0. Good inside of the closure that it is given
/// to, and nowhere else.
///
/// A NULL reads as 0, as no text, as no octets unless an `optional…` asks for it.
public struct Row {
    private let statement: Statement

    init(_ statement: Statement) {
        self.statement = statement
    }

    /// An `INT64`.
    public func integer(_ column: Int) -> Int64 {
        unsafe sqlite3_column_int64(statement.pointer, Int32(truncatingIfNeeded: column))
    }

    /// An `INT64`, or nil for NULL.
    public func optionalInteger(_ column: Int) -> Int64? {
        isNull(column) ? nil : integer(column)
    }

    /// An `INT64` that says yes or no: anything but 0 is yes.
    public func bool(_ column: Int) -> Bool {
        integer(column) != 0
    }

    /// A `DOUBLE`.
    public func double(_ column: Int) -> Double {
        unsafe sqlite3_column_double(statement.pointer, Int32(truncatingIfNeeded: column))
    }

    /// A `TEXT`.
    public func text(_ column: Int) -> String {
        let index = Int32(truncatingIfNeeded: column)
        // The text is asked for before its length: the length is that of the text's encoding.
        guard let start = unsafe sqlite3_column_text(statement.pointer, index) else { return "" }
        let count = Int(unsafe sqlite3_column_bytes(statement.pointer, index))
        return unsafe String(
            decoding: UnsafeBufferPointer(start: start, count: count),
            as: UTF8.self
        )
    }

    /// A `TEXT`, or nil for NULL.
    public func optionalText(_ column: Int) -> String? {
        isNull(column) ? nil : text(column)
    }

    /// A `BYTES`.
    public func bytes(_ column: Int) -> Bytes {
        let index = Int32(truncatingIfNeeded: column)
        guard let start = unsafe sqlite3_column_blob(statement.pointer, index) else { return [] }
        let count = Int(unsafe sqlite3_column_bytes(statement.pointer, index))
        return unsafe Bytes(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// A `BYTES`, or nil for NULL.
    public func optionalBytes(_ column: Int) -> Bytes? {
        isNull(column) ? nil : bytes(column)
    }

    /// A `BYTES` that is an identifier from outside.
    public func octets(_ column: Int) -> ExternalID {
        ExternalID(bytes(column))
    }

    /// A `BYTES` that is an identifier from outside, or nil for NULL.
    public func optionalOctets(_ column: Int) -> ExternalID? {
        isNull(column) ? nil : octets(column)
    }

    /// An `INT64` that is an identifier of ours.
    public func id<Owner>(_ column: Int) -> ID<Owner> {
        ID(integer(column))
    }

    /// An `INT64` that is an identifier of ours, or nil for NULL.
    public func optionalID<Owner>(_ column: Int) -> ID<Owner>? {
        optionalInteger(column).map { ID($0) }
    }

    /// An `INT64` of milliseconds since 1970.
    public func time(_ column: Int) -> UnixTime {
        UnixTime(milliseconds: integer(column))
    }

    /// An `INT64` of milliseconds since 1970, or nil for NULL.
    public func optionalTime(_ column: Int) -> UnixTime? {
        optionalInteger(column).map { UnixTime(milliseconds: $0) }
    }

    /// An `INT64` that counts days since 1970-01-01.
    public func day(_ column: Int) -> Day {
        Day(number: integer(column))
    }

    /// An `INT64` of fen.
    public func money(_ column: Int) -> Money {
        Money(fen: integer(column))
    }

    private func isNull(_ column: Int) -> Bool {
        let index = Int32(truncatingIfNeeded: column)
        return unsafe sqlite3_column_type(statement.pointer, index) == SQLITE_NULL
    }
}
