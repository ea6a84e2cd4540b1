public import Basics

/// Values of the project's own types, on top of the four types that a column has.
extension Row {
    /// An `INT64` that says yes or no: anything but 0 is yes.
    public func bool(_ column: Int) throws(StorageError) -> Bool {
        try integer(column) != 0
    }

    /// A `BYTES` that is an identifier from outside.
    public func octets(_ column: Int) throws(StorageError) -> ExternalID {
        ExternalID(try bytes(column))
    }

    /// A `BYTES` that is an identifier from outside, or nil for NULL.
    public func optionalOctets(_ column: Int) throws(StorageError) -> ExternalID? {
        guard let bytes = try optionalBytes(column) else { return nil }
        return ExternalID(bytes)
    }

    /// An `INT64` that is an identifier of ours.
    @inlinable
    public func id<Owner>(_ column: Int) throws(StorageError) -> ID<Owner> {
        ID(try integer(column))
    }

    /// An `INT64` that is an identifier of ours, or nil for NULL.
    @inlinable
    public func optionalID<Owner>(_ column: Int) throws(StorageError) -> ID<Owner>? {
        guard let number = try optionalInteger(column) else { return nil }
        return ID(number)
    }

    /// An `INT64` of milliseconds since 1970.
    public func time(_ column: Int) throws(StorageError) -> UnixTime {
        UnixTime(milliseconds: try integer(column))
    }

    /// An `INT64` of milliseconds since 1970, or nil for NULL.
    public func optionalTime(_ column: Int) throws(StorageError) -> UnixTime? {
        guard let number = try optionalInteger(column) else { return nil }
        return UnixTime(milliseconds: number)
    }

    /// An `INT64` that counts days since 1970-01-01.
    public func day(_ column: Int) throws(StorageError) -> Day {
        Day(number: try integer(column))
    }

    /// An `INT64` that counts days since 1970-01-01, or nil for NULL.
    public func optionalDay(_ column: Int) throws(StorageError) -> Day? {
        guard let number = try optionalInteger(column) else { return nil }
        return Day(number: number)
    }

    /// An `INT64` of fen.
    public func money(_ column: Int) throws(StorageError) -> Money {
        Money(fen: try integer(column))
    }

    /// A `TEXT` that is one of an enumeration's raw values.
    @inlinable
    public func value<Value: RawRepresentable<String>>(
        _ column: Int
    ) throws(StorageError) -> Value {
        guard let value = Value(rawValue: try text(column)) else {
            throw .unknownValue(column: column, of: "\(Value.self)")
        }
        return value
    }

    /// An `INT64` that is one of an enumeration's raw values.
    @inlinable
    public func value<Value: RawRepresentable<Int64>>(
        _ column: Int
    ) throws(StorageError) -> Value {
        guard let value = Value(rawValue: try integer(column)) else {
            throw .unknownValue(column: column, of: "\(Value.self)")
        }
        return value
    }
}
