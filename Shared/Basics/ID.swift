/// An identifier that belongs to an owner: an order's id handed to points does not compile.
public struct ID<Owner>: RawRepresentable, Hashable, Sendable {
    /// The number; below 2^53 where it goes over the wire.
    public let rawValue: Int64

    /// Takes any number: whether such a row exists is for the table to say.
    @inlinable
    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Takes any number: whether such a row exists is for the table to say.
    @inlinable
    public init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }
}

extension ID: Comparable {
    public static func < (left: ID, right: ID) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension ID: CustomStringConvertible {
    public var description: String { String(rawValue) }
}

/// As its plain number.
extension ID: Codable {}
