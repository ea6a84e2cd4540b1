package import Basics

/// What a winner shows on site: eight characters, none of which looks like another.
package struct VerifyCode: Hashable, Sendable {
    private static let alphabet: StaticString = "34679ACDEFGHJKMNPQRTUVWXY"
    private static let length = 8
    private static let letters = Set(Bytes(alphabet.description.utf8))

    package let text: String

    /// A code as somebody typed it, in either case, with or without blanks; nil for what is none.
    package init?(_ text: String) {
        let lowercase = UInt8(ascii: "a")...UInt8(ascii: "z")
        let octets = text.utf8
            .filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
            .map { lowercase.contains($0) ? $0 & 0xDF : $0 }
        guard octets.count == Self.length, octets.allSatisfy(Self.letters.contains) else {
            return nil
        }
        self.text = String(decoding: octets, as: UTF8.self)
    }

    /// A new one.
    package init(_ random: RandomSource) {
        text = random.text(Self.length, from: Self.alphabet)
    }
}
