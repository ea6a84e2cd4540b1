import Basics

/// How strings and numbers are spelled: `/` and what is beyond ASCII stay as they are.
enum JSONText {
    /// Appends `text` in quotes; most need no escape and are copied whole.
    static func append(_ text: String, to bytes: inout Bytes) {
        bytes.append(UInt8(ascii: "\""))
        if isPlain(text) {
            bytes.append(contentsOf: text.utf8)
        } else {
            for octet in text.utf8 { appendEscaped(octet, to: &bytes) }
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

    private static func isPlain(_ text: String) -> Bool {
        let octets = text.utf8Span.span
        for index in octets.indices where needsEscape(octets[index]) { return false }
        return true
    }

    private static func needsEscape(_ octet: UInt8) -> Bool {
        octet < 0x20 || octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "\\")
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
