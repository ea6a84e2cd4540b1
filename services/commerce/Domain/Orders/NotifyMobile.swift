/// A mobile in China that somebody wants to be told on. Never prints itself.
package struct NotifyMobile: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// Eleven digits.
    package let text: String

    /// What somebody typed, or pasted with invisible characters; nil for what is none.
    package init?(_ typed: String) {
        var digits: [UInt8] = []
        for scalar in typed.unicodeScalars {
            switch scalar {
            case "0"..."9": digits.append(UInt8(scalar.value))
            case " ", "-", "+", "\u{A0}", "\u{FEFF}", "\u{200B}"..."\u{200F}",
                "\u{202A}"..."\u{202E}", "\u{2060}"..."\u{2069}":
                continue
            default: return nil
            }
        }
        if digits.count == 13, digits.starts(with: "86".utf8) { digits.removeFirst(2) }
        guard digits.count == 11, digits[0] == UInt8(ascii: "1"),
            (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(digits[1])
        else { return nil }
        text = String(decoding: digits, as: UTF8.self)
    }

    package var description: String { "NotifyMobile" }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
