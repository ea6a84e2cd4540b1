public import Basics

/// Percent coding (RFC 3986, section 2.1), strictly.
public enum PercentCoding {
    /// The octets that `text` stands for; nil where a `%` is not followed by two hexadecimal
    /// digits. In forms and queries a `+` stands for a space.
    public static func decode(_ text: some Collection<UInt8>, plusIsSpace: Bool) -> Bytes? {
        var octets: Bytes = []
        octets.reserveCapacity(text.count)
        var index = text.startIndex
        while index != text.endIndex {
            let octet = text[index]
            text.formIndex(after: &index)
            switch octet {
            case UInt8(ascii: "%"):
                guard let high = digit(text, &index), let low = digit(text, &index) else {
                    return nil
                }
                octets.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace:
                octets.append(UInt8(ascii: " "))
            default:
                octets.append(octet)
            }
        }
        return octets
    }

    /// `text` with all but the unreserved characters (RFC 3986, section 2.3) as `%XX`; fit for a
    /// query, a form and one segment of a path.
    public static func encode(_ text: String) -> String {
        let digits = Bytes("0123456789ABCDEF".utf8)
        var octets: Bytes = []
        octets.reserveCapacity(text.utf8.count)
        for octet in text.utf8 {
            if isUnreserved(octet) {
                octets.append(octet)
            } else {
                octets.append(UInt8(ascii: "%"))
                octets.append(digits[Int(octet >> 4)])
                octets.append(digits[Int(octet & 15)])
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }

    private static func digit<Text: Collection<UInt8>>(
        _ text: Text,
        _ index: inout Text.Index
    ) -> UInt8? {
        guard index != text.endIndex, let value = Hex.value(of: text[index]) else { return nil }
        text.formIndex(after: &index)
        return value
    }

    private static func isUnreserved(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
