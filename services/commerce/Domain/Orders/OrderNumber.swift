package import Basics

/// An order's number: 21 digits like `020180415222010166615`. Zero, the day in China, and twelve
/// digits by chance, so that nobody finds another's by counting.
package struct OrderNumber: Sendable, Hashable, CustomStringConvertible {
    /// How many digits it has.
    package static let length = 21
    private static let chance: UInt64 = 1_000_000_000_000

    /// The digits.
    package let text: String

    /// A new one for this day.
    package init(on day: Day, by random: RandomSource) {
        var digits = [UInt8(ascii: "0")]
        for octet in Array(day.text.utf8) where octet != UInt8(ascii: "-") { digits.append(octet) }
        DecimalDigits.append(
            Int64(random.integer(below: Self.chance)),
            width: 12,
            to: &digits
        )
        text = String(decoding: digits, as: UTF8.self)
    }

    /// What a client sends; nil for what cannot be one.
    package init?(_ text: String) {
        guard text.utf8.count == Self.length, text.utf8.allSatisfy(\.isDigit) else { return nil }
        self.text = text
    }

    /// One that was made here, as it is stored.
    package init(stored text: String) {
        self.text = text
    }

    package var description: String { text }
}

extension UInt8 {
    /// `0` to `9`.
    package var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
