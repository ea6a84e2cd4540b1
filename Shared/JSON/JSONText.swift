import Basics

/// How strings and numbers are spelled: `/` and what is beyond ASCII stay as they are, but for the
/// two separators U+2028 and U+2029, which are no JavaScript to older engines: those of iOS hand
/// the whole answer over as a text then.
enum JSONText {
    /// Appends `text` in quotes.
    static func append(_ text: String, to buffer: inout OctetBuffer) {
        unsafe append(text.utf8.span.bytes, to: &buffer)
    }

    /// Appends UTF-8 in quotes. What needs no escape is copied in one piece: most texts, whole.
    static func append(_ octets: RawSpan, to buffer: inout OctetBuffer) {
        buffer.reserve(octets.byteCount + 2)
        buffer.append(UInt8(ascii: "\""))
        append(escaping: octets, to: &buffer)
        buffer.append(UInt8(ascii: "\""))
    }

    /// Appends what stands between the quotes.
    static func append(escaping octets: RawSpan, to buffer: inout OctetBuffer) {
        if isPlain(octets) {
            buffer.append(octets)
        } else {
            appendEscaped(octets, to: &buffer)
        }
    }

    /// Appends the shortest spelling that reads back as `value`; false if it is not finite.
    static func append(_ value: Double, to buffer: inout OctetBuffer) -> Bool {
        guard value.isFinite else { return false }
        let spelling = value.description
        // A whole number is spelled without ".0".
        buffer.append(spelling.hasSuffix(".0") ? String(spelling.dropLast(2)) : spelling)
        return true
    }

    // MARK: What needs an escape

    /// The first octet of U+2028 and U+2029; of a few hundred other signs as well.
    private static let separator: UInt8 = 0xe2

    /// Whether none is below 0x20, a quote, a backslash or the first of U+2028; eight are looked at in
    /// one step, the last ones perhaps twice.
    private static func isPlain(_ octets: RawSpan) -> Bool {
        let count = octets.byteCount
        if count >= 8 {
            var index = 0
            while index &+ 8 <= count {
                if !isPlain8(octets, at: index) { return false }
                index &+= 8
            }
            return index == count || isPlain8(octets, at: count - 8)
        }
        for index in 0..<count {
            let octet = octets[index]
            if needsEscape(octet) || octet == separator { return false }
        }
        return true
    }

    /// For eight octets ("Bit Twiddling Hacks", determine if a word has a byte less than n). May be
    /// wrong in saying no.
    private static func isPlain8(_ octets: RawSpan, at index: Int) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let word = unsafe octets.unsafeLoadUnaligned(
            fromUncheckedByteOffset: index,
            as: UInt64.self
        )
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

    private static func appendEscaped(_ octets: RawSpan, to buffer: inout OctetBuffer) {
        var index = 0
        while index < octets.byteCount {
            let octet = octets[index]
            if octet == separator, let digit = lastDigit(ofSeparatorAt: index, in: octets) {
                buffer.append(literal: "\\u202")
                buffer.append(digit)
                index += 3
                continue
            }
            appendEscaped(octet, to: &buffer)
            index += 1
        }
    }

    /// `8` for U+2028, `9` for U+2029, nil for everything else.
    private static func lastDigit(ofSeparatorAt index: Int, in octets: RawSpan) -> UInt8? {
        guard index + 2 < octets.byteCount, octets[index + 1] == 0x80 else { return nil }
        switch octets[index + 2] {
        case 0xa8: return UInt8(ascii: "8")
        case 0xa9: return UInt8(ascii: "9")
        default: return nil
        }
    }

    private static func appendEscaped(_ octet: UInt8, to buffer: inout OctetBuffer) {
        guard needsEscape(octet) else { return buffer.append(octet) }
        buffer.append(UInt8(ascii: "\\"))
        switch octet {
        case 0x08: buffer.append(UInt8(ascii: "b"))
        case 0x09: buffer.append(UInt8(ascii: "t"))
        case 0x0a: buffer.append(UInt8(ascii: "n"))
        case 0x0c: buffer.append(UInt8(ascii: "f"))
        case 0x0d: buffer.append(UInt8(ascii: "r"))
        case 0..<0x20: buffer.append("u00\(Hex.encode(CollectionOfOne(octet)))")
        default: buffer.append(octet)
        }
    }
}

extension RawSpan {
    /// The octet at a place that there is.
    fileprivate subscript(_ index: Int) -> UInt8 {
        unsafe unsafeLoad(fromByteOffset: index, as: UInt8.self)
    }
}
