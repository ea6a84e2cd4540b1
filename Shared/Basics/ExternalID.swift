/// A buffer of octets.
public typealias Bytes = [UInt8]

/// ExternalID compared as octets: identifiers from outside (openid, unionid, codes).
///
/// `==` on `String` is canonical equivalence, so two different identifiers could be equal there.
public struct ExternalID: Hashable, Sendable {
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

extension ExternalID: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) {
        self.init(value)
    }
}

extension ExternalID: CustomStringConvertible {
    public var description: String { text }
}

extension ExternalID: Comparable {
    public static func < (left: ExternalID, right: ExternalID) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
