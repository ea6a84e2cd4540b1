/// A buffer of octets.
public typealias Bytes = [UInt8]

/// Octets compared as octets: identifiers from outside (openid, unionid, codes).
///
/// `==` on `String` is canonical equivalence, so two different identifiers could be equal there.
public struct Octets: Hashable, Sendable {
    /// The octets as they came.
    public var bytes: Bytes

    /// The UTF-8 octets of `text`, not normalised.
    public init(_ text: String) {
        bytes = Bytes(text.utf8)
    }

    /// A copy of `bytes`.
    public init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Bytes(bytes)
    }

    /// As text; what is not UTF-8 is replaced by U+FFFD.
    public var text: String {
        String(decoding: bytes, as: UTF8.self)
    }
}

extension Octets: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) {
        self.init(value)
    }
}

extension Octets: CustomStringConvertible {
    public var description: String { text }
}

extension Octets: Comparable {
    public static func < (left: Octets, right: Octets) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
