/// Octets as Base64 and Base64url (RFC 4648, sections 4 and 5), strictly: no white space, padding
/// exactly as due, unused bits zero. So there is one spelling of each value, and only that is read.
public enum Base64 {
    /// Standard alphabet, padded.
    public static func encode(_ octets: some Sequence<UInt8>) -> String {
        encode(Bytes(octets), with: (UInt8(ascii: "+"), UInt8(ascii: "/")), padded: true)
    }

    /// Reads the standard alphabet with padding; nil for anything else.
    public static func decode(_ text: String) -> Bytes? {
        decode(Bytes(text.utf8), with: (UInt8(ascii: "+"), UInt8(ascii: "/")), padded: true)
    }

    /// URL-safe alphabet, no padding.
    public static func encodeURL(_ octets: some Sequence<UInt8>) -> String {
        encode(Bytes(octets), with: (UInt8(ascii: "-"), UInt8(ascii: "_")), padded: false)
    }

    /// Reads the URL-safe alphabet without padding; nil for anything else.
    public static func decodeURL(_ text: String) -> Bytes? {
        decode(Bytes(text.utf8), with: (UInt8(ascii: "-"), UInt8(ascii: "_")), padded: false)
    }

    private typealias LastTwo = (UInt8, UInt8)

    private static func encode(
        _ octets: Bytes,
        with lastTwo: LastTwo,
        padded: Bool
    ) -> String {
        var digits: Bytes = []
        digits.reserveCapacity((octets.count + 2) / 3 * 4)
        var (bits, count): (UInt32, Int) = (0, 0)
        for octet in octets {
            bits = bits << 8 | UInt32(octet)
            count += 8
            while count >= 6 {
                count -= 6
                digits.append(digit(UInt8(truncatingIfNeeded: bits >> UInt32(count) & 63), lastTwo))
            }
        }
        if count > 0 {
            digits.append(
                digit(UInt8(truncatingIfNeeded: bits << UInt32(6 - count) & 63), lastTwo)
            )
        }
        while padded, !digits.count.isMultiple(of: 4) { digits.append(UInt8(ascii: "=")) }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func decode(_ text: Bytes, with lastTwo: LastTwo, padded: Bool) -> Bytes? {
        var digits = text[...]
        if padded {
            guard digits.count.isMultiple(of: 4) else { return nil }
            for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
        }
        guard digits.count % 4 != 1 else { return nil }
        var octets: Bytes = []
        octets.reserveCapacity(digits.count * 3 / 4)
        var (bits, count): (UInt32, Int) = (0, 0)
        for digit in digits {
            guard let value = value(of: digit, lastTwo) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                octets.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bits & (1 << UInt32(count) - 1) == 0 ? octets : nil
    }

    private static func digit(_ value: UInt8, _ lastTwo: LastTwo) -> UInt8 {
        switch value {
        case 0..<26: UInt8(ascii: "A") + value
        case 26..<52: UInt8(ascii: "a") + value - 26
        case 52..<62: UInt8(ascii: "0") + value - 52
        case 62: lastTwo.0
        default: lastTwo.1
        }
    }

    private static func value(of digit: UInt8, _ lastTwo: LastTwo) -> UInt8? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): digit - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0") + 52
        case lastTwo.0: 62
        case lastTwo.1: 63
        default: nil
        }
    }
}
