import Basics

/// How strings and numbers are spelled: `/` and what is beyond ASCII stay as they are, but for the
/// two separators U+2028 and U+2029, which are no JavaScript to older engines: those of iOS hand
/// the whole answer over as a text then.
enum JSONText {
    /// Appends `text` in quotes. It is copied whole and looked through there: most texts need no
    /// escape.
    static func append(_ text: String, to bytes: inout Bytes) {
        bytes.append(UInt8(ascii: "\""))
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        if unsafe !isPlain(bytes.span.bytes, from: start) {
            bytes.removeLast(bytes.count - start)
            appendEscaped(text, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends the shortest spelling that reads back as `value`; false if it is not finite.
    static func append(_ value: Double, to bytes: inout Bytes) -> Bool {
        guard value.isFinite else { return false }
        let spelling = value.description.utf8
        bytes.append(contentsOf: spelling)
        // A whole number is spelled without ".0".
        if bytes.last == UInt8(ascii: "0"), bytes.dropLast().last == UInt8(ascii: ".") {
            bytes.removeLast(2)
        }
        return true
    }

    /// Whether no octet from `start` on needs an escape; eight are looked at in one step.
    private static func isPlain(_ octets: RawSpan, from start: Int) -> Bool {
        var index = start
        while index + 8 <= octets.byteCount {
            let word = unsafe octets.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard isPlain(word) else { return false }
            index += 8
        }
        while index < octets.byteCount {
            let octet = unsafe octets.unsafeLoad(fromByteOffset: index, as: UInt8.self)
            if needsEscape(octet) || octet == separator { return false }
            index += 1
        }
        return true
    }

    /// Whether none of the eight octets is below 0x20, a quote, a backslash or the first of U+2028
    /// ("Bit Twiddling Hacks", determine if a word has a byte less than n). May be wrong in saying
    /// no.
    private static func isPlain(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5c)
        let separators = word ^ (ones &* UInt64(separator))
        let below =
            (word &- ones &* 0x20) & ~word
            | (quotes &- ones) & ~quotes
            | (backslashes &- ones) & ~backslashes
            | (separators &- ones) & ~separators
        return below & (ones &* 0x80) == 0
    }

    private static func needsEscape(_ octet: UInt8) -> Bool {
        octet < 0x20 || octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "\\")
    }

    /// The first octet of U+2028 and U+2029; of a few hundred other signs as well.
    private static let separator: UInt8 = 0xe2

    private static func appendEscaped(_ text: String, to bytes: inout Bytes) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{2028}": bytes.append(contentsOf: "\\u2028".utf8)
            case "\u{2029}": bytes.append(contentsOf: "\\u2029".utf8)
            default: for octet in String(scalar).utf8 { appendEscaped(octet, to: &bytes) }
            }
        }
    }

    private static func appendEscaped(_ octet: UInt8, to bytes: inout Bytes) {
        guard needsEscape(octet) else { return bytes.append(octet) }
        bytes.append(UInt8(ascii: "\\"))
        switch octet {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0a: bytes.append(UInt8(ascii: "n"))
        case 0x0c: bytes.append(UInt8(ascii: "f"))
        case 0x0d: bytes.append(UInt8(ascii: "r"))
        case 0..<0x20: bytes.append(contentsOf: "u00\(Hex.encode(CollectionOfOne(octet)))".utf8)
        default: bytes.append(octet)
        }
    }
}
