import Basics

/// A name as it is searched: letters and digits alone, wide ones made narrow, in lower case.
public struct SearchText: Sendable, Equatable {
    let units: [UInt32]

    /// Of any text.
    public init(_ text: String) {
        units = text.unicodeScalars.compactMap { scalar in
            var value = scalar.value
            if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
            switch value {
            case 0x30...0x39, 0x61...0x7A: return value
            case 0x41...0x5A: return value + 0x20
            case ..<0x80: return nil
            default:
                let properties = scalar.properties
                return properties.isAlphabetic || properties.numericType != nil ? value : nil
            }
        }
    }

    /// Whether it is letters and digits of ASCII, which may stand for the beginnings of syllables.
    var isLatin: Bool { units.allSatisfy { $0 < 0x80 } }

    /// The numbers under which a name is found: of two characters that follow each other, and of two
    /// and three letters that such characters begin with.
    public func grams(_ initials: Initials) -> Set<Int64> {
        var grams: Set<Int64> = []
        for place in units.indices.dropLast() {
            grams.insert(Gram.pair(units[place], units[place + 1]))
        }
        let letters = units.map(initials.letters)
        for place in letters.indices.dropLast() {
            for first in letters[place] {
                for second in letters[place + 1] {
                    grams.insert(Gram.letters(first, second))
                    guard place + 2 < letters.count else { continue }
                    for third in letters[place + 2] {
                        grams.insert(Gram.letters(first, second, third))
                    }
                }
            }
        }
        return grams
    }

    /// Whether the other stands in it, to the letter or by what its syllables begin with.
    public func contains(_ keyword: SearchText, _ initials: Initials) -> Bool {
        let wanted = keyword.units
        guard !wanted.isEmpty, wanted.count <= units.count else { return false }
        let byLetters = keyword.isLatin
        return (0...units.count - wanted.count).contains { start in
            wanted.indices.allSatisfy { place in
                let unit = units[start + place]
                return byLetters
                    ? initials.letters(of: unit).contains(wanted[place]) : unit == wanted[place]
            }
        }
    }
}

/// A few characters as one number.
enum Gram {
    static func pair(_ first: UInt32, _ second: UInt32) -> Int64 {
        Int64(first) << 21 | Int64(second)
    }

    static func letters(_ first: UInt32, _ second: UInt32) -> Int64 {
        1 << 44 | pair(first, second)
    }

    static func letters(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Int64 {
        2 << 44 | Int64(first) << 14 | Int64(second) << 7 | Int64(third)
    }
}
