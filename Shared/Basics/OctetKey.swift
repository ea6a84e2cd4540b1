/// ExternalID as the key of a table: equal when every octet is, hashed by their end alone, where tokens
/// and signatures differ.
///
/// Only for tables into which nothing gets that a stranger could choose: keys with one end would
/// all have one hash.
public struct OctetKey: Hashable, Sendable {
    private static let hashedWords = 3
    private let octets: ArraySlice<UInt8>

    /// A key to look with: shares the buffer that the octets stand in.
    public init(_ octets: ArraySlice<UInt8>) {
        self.octets = octets
    }

    /// The same key in a buffer of its own, to be kept.
    public var kept: OctetKey { OctetKey(Bytes(octets)[...]) }

    /// Compares every octet.
    public static func == (left: OctetKey, right: OctetKey) -> Bool {
        let left = unsafe left.octets.span.bytes
        let right = unsafe right.octets.span.bytes
        guard left.byteCount == right.byteCount else { return false }
        var index = 0
        while index + 8 <= left.byteCount {
            guard left.word(at: index) == right.word(at: index) else { return false }
            index += 8
        }
        while index < left.byteCount {
            guard left.octet(at: index) == right.octet(at: index) else { return false }
            index += 1
        }
        return true
    }

    /// Feeds the last octets.
    public func hash(into hasher: inout Hasher) {
        let bytes = unsafe octets.span.bytes
        var index = max(0, bytes.byteCount - Self.hashedWords * 8)
        while index + 8 <= bytes.byteCount {
            hasher.combine(bytes.word(at: index))
            index += 8
        }
        while index < bytes.byteCount {
            hasher.combine(bytes.octet(at: index))
            index += 1
        }
    }
}

extension RawSpan {
    // Both are asked for places inside of the span only.
    fileprivate func word(at index: Int) -> UInt64 {
        unsafe unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    }

    fileprivate func octet(at index: Int) -> UInt8 {
        unsafe unsafeLoad(fromByteOffset: index, as: UInt8.self)
    }
}
