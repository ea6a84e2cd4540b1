import Basics

/// Puts stars in the place of secrets: the log is shown on a page and printed in terminals, and who
/// brings an app of their own brings its secret.
enum SecretMask {
    static let stars = "***"

    private static let names = [
        "secret", "appsecret", "app_secret", "session_key", "private_key", "apiv3_key",
        "encoding_aes_key",
    ]

    /// The text without the values of secrets, whether it is JSON, a form or a query.
    static func masked(_ text: String) -> String {
        let octets = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(octets.count)
        var place = 0
        while place < octets.count {
            guard let value = value(at: place, in: octets) else {
                out.append(octets[place])
                place += 1
                continue
            }
            out.append(contentsOf: octets[place..<value.lowerBound])
            out.append(contentsOf: stars.utf8)
            place = value.upperBound
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Where the value stands of a secret whose name begins here; nil where none does.
    private static func value(at place: Int, in octets: [UInt8]) -> Range<Int>? {
        guard place == 0 || !isNameOctet(octets[place - 1]) else { return nil }
        for name in names {
            let end = place + name.utf8.count
            guard end < octets.count, matches(name, octets[place..<end]) else { continue }
            if let value = jsonValue(after: end, in: octets) { return value }
            if octets[end] == UInt8(ascii: "=") {
                let rest = octets[(end + 1)...]
                let last = rest.firstIndex { $0 == UInt8(ascii: "&") || $0 <= 0x20 }
                return (end + 1)..<(last ?? octets.count)
            }
        }
        return nil
    }

    /// `": "…"` behind a name: what stands between the inner quotation marks.
    private static func jsonValue(after end: Int, in octets: [UInt8]) -> Range<Int>? {
        var place = end
        func skip(_ octet: Character) -> Bool {
            guard place < octets.count, octets[place] == octet.asciiValue else { return false }
            place += 1
            return true
        }
        func skipBlanks() {
            while place < octets.count, octets[place] <= 0x20 { place += 1 }
        }
        guard skip("\"") else { return nil }
        skipBlanks()
        guard skip(":") else { return nil }
        skipBlanks()
        guard skip("\"") else { return nil }
        let start = place
        while place < octets.count, octets[place] != UInt8(ascii: "\"") {
            place += octets[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return start..<min(place, octets.count)
    }

    private static func matches(_ name: String, _ octets: ArraySlice<UInt8>) -> Bool {
        zip(name.utf8, octets).allSatisfy { $0 == ($1 | 0x20) || ($0 == $1) }
    }

    private static func isNameOctet(_ octet: UInt8) -> Bool {
        octet == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet | 0x20)
    }
}
