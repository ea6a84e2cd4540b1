/// What a poster's code carries: a number, in digits and small letters, so that it stays short.
package struct SceneNumber: Hashable, Sendable {
    /// Numbers are below this: eight characters at most.
    package static let bound: Int64 = 1 << 40

    package let number: Int64

    /// Nil for what is none of ours.
    package init?(number: Int64) {
        guard number >= 0, number < Self.bound else { return nil }
        self.number = number
    }

    /// One as it was read; nil for what is none of ours.
    package init?(_ text: String) {
        guard let number = Int64(text, radix: 36), text == String(number, radix: 36) else {
            return nil
        }
        self.init(number: number)
    }

    package var text: String { String(number, radix: 36) }
}
