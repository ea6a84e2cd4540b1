/// What stands behind a command's name: words, and options with one value each.
struct Words {
    let words: [String]
    private let options: [String: String]

    /// Nil for an option without a value, or one that is given twice.
    init?(_ arguments: [String]) {
        var words: [String] = []
        var options: [String: String] = [:]
        var rest = arguments[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("--") else {
                words.append(word)
                continue
            }
            guard let value = rest.popFirst(), options[word] == nil else { return nil }
            options[word] = value
        }
        self.words = words
        self.options = options
    }

    /// Whether there are no options but these.
    func has(only names: Set<String>) -> Bool { names.isSuperset(of: options.keys) }

    func text(_ option: String) -> String? { options[option].flatMap { $0.isEmpty ? nil : $0 } }

    func number(_ option: String) -> Int64? { options[option].flatMap { Int64($0) } }

    /// The number at this place among the words.
    func number(at place: Int) -> Int64? {
        words.indices.contains(place) ? Int64(words[place]) : nil
    }
}
