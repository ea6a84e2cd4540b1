import JSON

extension Schema {
    /// What people are told that a value has to be: "a whole number from 1 to 99".
    var words: String {
        switch self {
        case .text(let maximum?, _, _): "a text of at most \(maximum) characters"
        case .text: "a text"
        case .integer(let minimum?, let maximum?) where maximum == .max:
            "a whole number from \(minimum) on"
        case .integer(let minimum?, let maximum?):
            "a whole number from \(minimum) to \(maximum)"
        case .integer, .numbers: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        case .null: "null"
        case .choice(let words): Self.alternatives(words)
        case .list, .tuple: "a list"
        case .object: "an object"
        case .binary: "a file"
        case .anyOf(let shapes): Self.alternatives(shapes.map(\.words))
        case .anything: "any value"
        }
    }

    /// "a, b or c"
    private static func alternatives(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
