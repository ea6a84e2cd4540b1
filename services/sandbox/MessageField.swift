import HTTP

/// A member of a message's `data`, which has to be what its name says (`thing1`, `time2`).
struct MessageField: Sendable {
    let name: String
    let value: String

    /// Whether the value is one that this kind of member may have.
    var isSound: Bool {
        let characters = value.unicodeScalars.count
        switch kind {
        case "thing": return characters <= 20
        case "number": return characters <= 32 && Self.isNumber(value)
        case "letter": return characters <= 32 && value.utf8.allSatisfy(Self.isLetter)
        case "symbol": return characters <= 5 && !value.utf8.contains(where: Self.isWord)
        case "character_string":
            return characters <= 32 && value.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        case "time": return Self.isTime(value)
        case "date": return Self.isDate(value)
        case "amount": return Self.isAmount(value)
        case "phone_number": return characters <= 17 && value.utf8.allSatisfy(Self.isPhone)
        case "car_number": return characters <= 8
        case "name": return Self.isName(value)
        case "phrase": return characters <= 5 && value.unicodeScalars.allSatisfy(Self.isHan)
        case "enum_string", "enum": return characters <= 20
        default: return false
        }
    }

    /// The name without its number.
    private var kind: String {
        let digits = Array(name.utf8.reversed().prefix { (0x30...0x39).contains($0) })
        return digits.isEmpty ? "" : String(name.dropLast(digits.count))
    }

    private static func isNumber(_ text: String) -> Bool {
        let octets = Array(
            text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        )
        let parts = octets.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return (1...2).contains(parts.count)
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }

    /// 24 hours, a date before it, two of them with a half-width `~`: digits and what stands
    /// between them.
    private static func isTime(_ text: String) -> Bool {
        let signs = Set("年月日 -:~/.".unicodeScalars)
        let halves = text.split(separator: "~", omittingEmptySubsequences: false)
        return (1...2).contains(halves.count)
            && halves.allSatisfy { $0.contains(":") }
            && text.unicodeScalars.allSatisfy {
                signs.contains($0) || ("0"..."9").contains($0)
            }
    }

    private static func isDate(_ text: String) -> Bool {
        let signs = Set("年月日 -:~/.".unicodeScalars)
        return text.unicodeScalars.contains { ("0"..."9").contains($0) }
            && text.unicodeScalars.allSatisfy { signs.contains($0) || ("0"..."9").contains($0) }
    }

    /// One sign of a currency, at most ten digits, 元 at the end.
    private static func isAmount(_ text: String) -> Bool {
        var scalars = Array(text.unicodeScalars)
        if let first = scalars.first, "￥¥$€£".unicodeScalars.contains(first) {
            scalars.removeFirst()
        }
        if scalars.last == "元" { scalars.removeLast() }
        let digits = scalars.filter { ("0"..."9").contains($0) }.count
        return digits <= 10 && isNumber(String(String.UnicodeScalarView(scalars)))
    }

    /// Ten Chinese characters, or twenty others.
    private static func isName(_ text: String) -> Bool {
        let count = text.unicodeScalars.count
        return count <= (text.unicodeScalars.contains(where: isHan) ? 10 : 20)
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        (0x4E00...0x9FFF).contains(scalar.value) || (0x3400...0x4DBF).contains(scalar.value)
    }

    private static func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }

    private static func isLetter(_ octet: UInt8) -> Bool {
        (0x41...0x5A).contains(octet) || (0x61...0x7A).contains(octet)
    }

    private static func isWord(_ octet: UInt8) -> Bool { isDigit(octet) || isLetter(octet) }

    private static func isPhone(_ octet: UInt8) -> Bool {
        isDigit(octet) || "+-() ".utf8.contains(octet)
    }
}
