/// ExternalID as Base64 and Base64url (RFC 4648, sections 4 and 5), strictly: no white space, padding
/// exactly as due, unused bits zero. So there is one spelling of each value, and only that is read.
public enum Base64 {
    /// Standard alphabet, padded.
    public static func encode(_ octets: some Sequence<UInt8>) -> String {
        text(digits(Bytes(octets), of: standard, padded: true))
    }

    /// Reads the standard alphabet with padding; nil for anything else.
    public static func decode(_ text: String) -> Bytes? {
        decode(text, by: standardValues, padded: true)
    }

    /// URL-safe alphabet, no padding.
    public static func encodeURL(_ octets: some Sequence<UInt8>) -> String {
        text(digits(Bytes(octets), of: urlSafe, padded: false))
    }

    /// The same as octets, for what goes into a buffer.
    public static func octetsURL(_ octets: Bytes) -> Bytes {
        digits(octets, of: urlSafe, padded: false)
    }

    /// Reads the URL-safe alphabet without padding; nil for anything else.
    public static func decodeURL(_ text: String) -> Bytes? {
        decode(text, by: urlSafeValues, padded: false)
    }

    private static let standard = Bytes(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
    private static let urlSafe = Bytes(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8
    )

    /// What each octet stands for as a digit; `none` for most.
    private static let standardValues = values(of: standard)
    private static let urlSafeValues = values(of: urlSafe)
    private static let none: UInt8 = 0xff

    private static func values(of alphabet: Bytes) -> Bytes {
        var values = Bytes(repeating: none, count: 256)
        for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }

    private static func text(_ digits: Bytes) -> String { String(decoding: digits, as: UTF8.self) }

    /// Three octets are four digits; the digits that stand for none of them become padding or go.
    private static func digits(_ octets: Bytes, of alphabet: Bytes, padded: Bool) -> Bytes {
        let length = (octets.count * 4 + 2) / 3
        let whole = (octets.count + 2) / 3 * 4
        var digits = Bytes(repeating: UInt8(ascii: "="), count: whole)
        var (from, to) = (0, 0)
        while from < octets.count {
            var bits = UInt32(octets[from]) << 16
            if from + 1 < octets.count { bits |= UInt32(octets[from + 1]) << 8 }
            if from + 2 < octets.count { bits |= UInt32(octets[from + 2]) }
            digits[to] = alphabet[Int(bits >> 18)]
            digits[to + 1] = alphabet[Int(bits >> 12 & 63)]
            digits[to + 2] = alphabet[Int(bits >> 6 & 63)]
            digits[to + 3] = alphabet[Int(bits & 63)]
            from += 3
            to += 4
        }
        if padded {
            for index in length..<whole { digits[index] = UInt8(ascii: "=") }
        } else {
            digits.removeLast(whole - length)
        }
        return digits
    }

    private static func decode(_ text: String, by values: Bytes, padded: Bool) -> Bytes? {
        let digits = text.utf8.span
        var end = digits.count
        if padded {
            guard end.isMultiple(of: 4) else { return nil }
            for _ in 0..<2 where end > 0 && digits[end - 1] == UInt8(ascii: "=") { end -= 1 }
        }
        guard end % 4 != 1 else { return nil }
        var octets = Bytes(repeating: 0, count: end * 3 / 4)
        var (bits, count, to): (UInt32, UInt32, Int) = (0, 0, 0)
        for index in 0..<end {
            let value = values[Int(digits[index])]
            guard value != none else { return nil }
            bits = bits << 6 | UInt32(value)
            count &+= 6
            if count >= 8 {
                count &-= 8
                octets[to] = UInt8(truncatingIfNeeded: bits >> count)
                to &+= 1
            }
        }
        return bits & (1 << count - 1) == 0 ? octets : nil
    }
}
