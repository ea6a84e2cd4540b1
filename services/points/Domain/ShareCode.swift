package import Basics

/// A code that somebody passes on to friends: eight characters, none of which looks like another.
package struct ShareCode: Hashable, Sendable {
    /// Without 0 O, 1 I L, 2 Z, 5 S, 8 B.
    package static let alphabet: StaticString = "34679ACDEFGHJKMNPQRTUVWXY"
    package static let length = 8
    private static let letters = Set(Bytes(alphabet.description.utf8))

    package let text: String

    /// A code as somebody typed or passed it on, in either case; nil for what is nobody's.
    package init?(_ text: String) {
        let lowercase = UInt8(ascii: "a")...UInt8(ascii: "z")
        let octets = text.utf8.map { lowercase.contains($0) ? $0 & 0xDF : $0 }
        guard octets.count == Self.length, octets.allSatisfy(Self.letters.contains) else {
            return nil
        }
        self.text = String(decoding: octets, as: UTF8.self)
    }

    /// A code that nobody can guess.
    package init(_ random: RandomSource) {
        text = random.text(Self.length, from: Self.alphabet)
    }
}
