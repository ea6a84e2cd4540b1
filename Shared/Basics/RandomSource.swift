/// Chance, as a parameter.
public struct RandomSource: Sendable {
    /// As many octets as asked for.
    public var bytes: @Sendable (_ count: Int) -> Bytes

    /// A source that answers what `bytes` answers.
    public init(bytes: @escaping @Sendable (_ count: Int) -> Bytes) {
        self.bytes = bytes
    }

    /// Draws until a value is free of bias; a good source needs more than this once in 2^128 times.
    private static let tries = 128

    /// A number from 0 to `bound` - 1, every one equally likely; 0 if `bound` is 0.
    public func integer(below bound: UInt64) -> UInt64 {
        guard bound > 1 else { return 0 }
        // 2^64 mod bound: values below it would favour the small remainders.
        let threshold = (0 &- bound) % bound
        var value: UInt64 = 0
        for _ in 0..<Self.tries {
            value = bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
            if value >= threshold { break }
        }
        return value % bound
    }

    /// `count` characters of an ASCII `alphabet`, every one equally likely.
    public func text(_ count: Int, from alphabet: StaticString) -> String {
        let letters = alphabet.withUTF8Buffer { unsafe Bytes($0) }
        guard !letters.isEmpty else { return "" }
        var octets: Bytes = []
        octets.reserveCapacity(count)
        for _ in 0..<count {
            octets.append(letters[Int(integer(below: UInt64(letters.count)))])
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
