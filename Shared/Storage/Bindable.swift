public import Basics

/// A value that can stand at a parameter's place in a statement.
public protocol Bindable {
    /// What is handed to the database.
    var binding: Binding { get }
}

/// What the database is handed for a parameter, or holds in a column.
public enum Binding: Sendable, Equatable {
    case integer(Int64)
    case text(String)
    case bytes(Bytes)
    case double(Double)
    case null
}

extension Binding: Bindable {
    public var binding: Binding { self }
}

extension Int64: Bindable {
    public var binding: Binding { .integer(self) }
}

extension Int: Bindable {
    public var binding: Binding { .integer(Int64(self)) }
}

extension Bool: Bindable {
    /// 0 or 1.
    public var binding: Binding { .integer(self ? 1 : 0) }
}

extension Double: Bindable {
    public var binding: Binding { .double(self) }
}

extension String: Bindable {
    public var binding: Binding { .text(self) }
}

extension [UInt8]: Bindable {
    public var binding: Binding { .bytes(self) }
}

extension Optional: Bindable where Wrapped: Bindable {
    public var binding: Binding { self?.binding ?? .null }
}

extension ID: Bindable {
    public var binding: Binding { .integer(rawValue) }
}

extension UnixTime: Bindable {
    /// Milliseconds.
    public var binding: Binding { .integer(milliseconds) }
}

extension Day: Bindable {
    /// Days since 1970-01-01.
    public var binding: Binding { .integer(number) }
}

extension Money: Bindable {
    /// Fen.
    public var binding: Binding { .integer(fen) }
}

extension ExternalID: Bindable {
    /// A `BYTES` column: the octets need not be UTF-8, and are compared one by one.
    public var binding: Binding { .bytes(bytes) }
}
