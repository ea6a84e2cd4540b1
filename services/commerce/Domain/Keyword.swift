/// What somebody looks for: at least two characters, or two letters that syllables begin with.
public struct Keyword: Sendable, Equatable {
    /// Fewer would be found everywhere.
    public static let fewestCharacters = 2

    /// What a name has to hold.
    public let text: SearchText

    /// Nil for too few characters.
    public init?(_ text: String) {
        self.text = SearchText(text)
        guard self.text.units.count >= Self.fewestCharacters else { return nil }
    }

    /// What it is looked up by: a name that holds it has all of these.
    public var grams: [Int64] {
        let units = text.units
        if text.isLatin {
            guard units.count > 2 else { return [Gram.letters(units[0], units[1])] }
            return (0..<units.count - 2).map { place in
                Gram.letters(units[place], units[place + 1], units[place + 2])
            }
        }
        return (0..<units.count - 1).map { Gram.pair(units[$0], units[$0 + 1]) }
    }

    /// Whether a name that has its grams is sure to hold it.
    public var isOneGram: Bool { grams.count == 1 }
}
