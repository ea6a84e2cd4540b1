package import Basics

/// What a task is called on the wire: twelve characters that nobody guesses, as a task that is not
/// on the square is found by nothing else.
package struct TaskCode: Hashable, Sendable, Codable {
    private static let alphabet: StaticString = "23456789abcdefghjkmnpqrstuvwxyz"
    /// How many characters it has.
    package static let length = 12
    private static let letters = Set(Bytes(alphabet.description.utf8))

    package let text: String

    /// A code as it came; nil for what is the code of no task.
    package init?(_ text: String) {
        let octets = Bytes(text.utf8)
        guard octets.count == Self.length, octets.allSatisfy(Self.letters.contains) else {
            return nil
        }
        self.text = text
    }

    /// A new one.
    package init(_ random: RandomSource) {
        text = random.text(Self.length, from: Self.alphabet)
    }

    /// One out of a row.
    package init(stored text: String) {
        self.text = text
    }
}
