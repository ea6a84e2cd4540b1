import Basics

/// A phone number in one spelling, so that equal numbers are equal texts. Never prints itself.
package struct Mobile: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The eleven digits of a number in mainland China; `+` and the country code before any other.
    package let text: String

    /// What a person types or pastes: a number in mainland China, with or without its country code.
    package init?(_ typed: String) {
        var digits = PlainText.pasted(typed).utf8.filter { $0 != UInt8(ascii: "-") }[...]
        // No number begins with 86, so that without a mark it is the country's, too.
        for prefix in ["+86", "0086", "86"] where digits.starts(with: prefix.utf8) {
            digits = digits.dropFirst(prefix.utf8.count)
            break
        }
        guard Self.isChinese(digits) else { return nil }
        self.init(stored: String(decoding: digits, as: UTF8.self))
    }

    /// What WeChat verified: digits, and the country code (`86`) apart.
    package init?(countryCode: String, number: String) {
        if countryCode == Self.china {
            self.init(number)
            return
        }
        guard Self.isDigits(countryCode.utf8, 1...4), Self.isDigits(number.utf8, 4...15) else {
            return nil
        }
        self.init(stored: "+\(countryCode)\(number)")
    }

    /// As it was written down by one of these.
    package init(stored text: String) {
        self.text = text
    }

    /// `138****8000`: enough to be recognised by its owner.
    package var masked: String {
        let digits = Array(text.utf8)
        let (first, last) = digits.count >= 11 ? (3, 4) : (2, 2)
        return String(decoding: digits.prefix(first), as: UTF8.self) + "****"
            + String(decoding: digits.suffix(last), as: UTF8.self)
    }

    package var description: String { "Mobile" }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }

    private static let china = "86"

    private static func isChinese(_ digits: some Collection<UInt8>) -> Bool {
        isDigits(digits, 11...11) && digits.first == UInt8(ascii: "1")
    }

    private static func isDigits(
        _ octets: some Collection<UInt8>,
        _ count: ClosedRange<Int>
    ) -> Bool {
        count.contains(octets.count)
            && octets.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
