/// ExternalID as hexadecimal digits (RFC 4648, section 8).
public enum Hex {
    /// Two lower-case digits an octet.
    public static func encode(_ octets: some Sequence<UInt8>) -> String {
        let octets = Bytes(octets)
        var digits: Bytes = []
        digits.reserveCapacity(octets.count * 2)
        for octet in octets {
            digits.append(digit(octet >> 4))
            digits.append(digit(octet & 15))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The octets of an even number of digits in either case; nil for anything else.
    public static func decode(_ text: String) -> Bytes? {
        let digits = text.utf8
        guard digits.count.isMultiple(of: 2) else { return nil }
        var octets: Bytes = []
        octets.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            if let first = high {
                octets.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return octets
    }

    /// The value of one digit in either case; nil if it is none.
    public static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
