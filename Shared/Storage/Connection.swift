public import Basics

/// A connection, inside of one `read` or `write`; it does not outlive the closure.
///
/// SQL is a literal, so that no value can become part of it; values are parameters (`?1`, `?2`, …).
/// A statement is prepared once for each connection.
public struct Connection {
    let handle: SQLiteConnection
    let clock: Clock

    /// Runs a statement to its end and answers how many rows it inserted, changed or deleted.
    @discardableResult
    public func run(
        _ sql: StaticString,
        _ parameters: any Bindable...
    ) throws(StorageError) -> Int {
        let row = try begin(sql, parameters)
        defer { end(row) }
        while try advance(row) {}
        return handle.changes
    }

    /// The first row, or nil if there is none.
    @inlinable
    public func first<Value>(
        _ sql: StaticString,
        _ parameters: any Bindable...,
        row value: (Row) throws -> Value
    ) throws -> Value? {
        let row = try begin(sql, parameters)
        defer { end(row) }
        return try advance(row) ? value(row) : nil
    }

    /// All rows, in the statement's order. The statement bounds their number (`LIMIT`).
    @inlinable
    public func all<Value>(
        _ sql: StaticString,
        _ parameters: any Bindable...,
        row value: (Row) throws -> Value
    ) throws -> [Value] {
        let row = try begin(sql, parameters)
        defer { end(row) }
        var values: [Value] = []
        while try advance(row) {
            // Most lists are pages: growing from one on would move large values four times more.
            if values.isEmpty { values.reserveCapacity(16) }
            values.append(try value(row))
        }
        return values
    }

    /// One row after the other, for what is too long to keep.
    public func each(
        _ sql: StaticString,
        _ parameters: any Bindable...,
        row use: (Row) throws -> Void
    ) throws {
        let row = try begin(sql, parameters)
        defer { end(row) }
        while try advance(row) { try use(row) }
    }

    /// A statement with its parameters, before its first row. Not generic, as the two after it:
    /// what is generic is inlined into the caller, and knows its types there.
    @usableFromInline
    func begin(
        _ sql: StaticString,
        _ parameters: [any Bindable]
    ) throws(StorageError) -> Row {
        let statement = try handle.statement(sql)
        do throws(StorageError) {
            try statement.bind(parameters)
        } catch {
            statement.reset()
            throw error
        }
        return Row(statement)
    }

    /// Whether there is a next row, which `row` shows then.
    @usableFromInline
    func advance(_ row: Row) throws(StorageError) -> Bool {
        try handle.step(row.statement)
    }

    /// Makes the statement ready for its next use.
    @usableFromInline
    func end(_ row: Row) {
        row.statement.reset()
    }

    /// A new identifier, greater than all before: the greater of the last one + 1 and the
    /// milliseconds since 2024 times 4096, which 53 bits hold until 2093. In a write only.
    public func nextID<Owner>() throws -> ID<Owner> {
        let sinceEpoch = max(clock.now().milliseconds - Self.idEpochMilliseconds, 0)
        let (floor, overflow) = sinceEpoch.multipliedReportingOverflow(by: 4096)
        let id: ID<Owner>? = try first(
            "UPDATE id_sequence SET last = max(last + 1, ?1) WHERE one = 1 RETURNING last",
            overflow ? 0 : floor,
            row: { try $0.id(0) }
        )
        guard let id else { throw StorageError.misuse("no row in id_sequence") }
        return id
    }

    /// 2024-01-01T00:00:00Z.
    private static let idEpochMilliseconds: Int64 = 1_704_067_200_000
}
