import HTTP

/// Finds out what an input asks for, by having it read from nothing, then from what it missed, and
/// so on, until it is content.
struct InputExplorer<Input: EndpointInput> {
    /// Every field that was ever asked for, in the order of the asking.
    private(set) var fields: [FieldDeclaration] = []
    /// The least sets of names that the input is content with.
    private(set) var alternatives: [Set<String>] = []
    /// Whether it can miss something.
    private(set) var canMiss = false

    private var accepted: [Set<String>] = []
    private var seen: Set<Set<String>> = []
    /// What is still to be offered, by how many names of it nobody has asked for.
    private var waiting: [[Set<String>]] = [[[]], [], []]
    private static var mostRuns: Int { 20_000 }

    /// - Throws: `CompositionError` where an input does not take a field's own example, or asks for
    ///   ever more.
    init() throws(CompositionError) {
        while let extras = waiting.firstIndex(where: { !$0.isEmpty }) {
            guard let offered = waiting[extras].popLast() else { break }
            guard seen.insert(offered).inserted else { continue }
            guard seen.count <= Self.mostRuns else {
                throw CompositionError("\(Input.self): too many ways to be content")
            }
            try run(offering: offered, extras: extras)
        }
        alternatives = accepted.filter { set in
            !accepted.contains { $0 != set && $0.isSubset(of: set) }
        }
        .sorted { $0.sorted().joined(separator: ",") < $1.sorted().joined(separator: ",") }
    }

    /// Whether there is anything that could be of the wrong kind.
    var canMistake: Bool { fields.contains { $0.place == .parameter } }

    /// The names that are there in every case.
    var required: Set<String> {
        guard let first = alternatives.first else { return [] }
        return alternatives.dropFirst().reduce(first) { $0.intersection($1) }
    }

    private mutating func run(
        offering offered: Set<String>,
        extras: Int
    ) throws(CompositionError) {
        let probe = FieldProbe()
        let problem = outcome(offered, probe)
        let asked = probe.declarations.filter { $0.place == .parameter }
            .map(\.name.description)
        let isNews = note(probe.declarations)
        // A field met for the first time may have changed what this very set leads to.
        if isNews {
            seen.remove(offered)
            waiting[extras].append(offered)
        }
        switch problem {
        case nil:
            if !isNews { accepted.append(offered) }
            offer(asked, beside: offered, extras)
        case .missing(let name):
            canMiss = canMiss || !isPlace(name.description)
            // What is missing may be so only as long as something else is not there.
            offer(asked, beside: offered, extras)
            waiting[extras].append(offered.union([name.description]))
        case .explained:
            // Each may be fine by itself, or beside another.
            offer(asked, beside: offered, extras)
        case .malformed(let name):
            if !isNews, offered.contains(name.description) {
                throw CompositionError("\(Input.self) does not take the example of \(name)")
            }
        }
    }

    /// Offers each of these names more, where not too many are there unasked for.
    private mutating func offer(_ names: [String], beside offered: Set<String>, _ extras: Int) {
        guard extras + 1 < waiting.count else { return }
        for name in names where !offered.contains(name) {
            waiting[extras + 1].append(offered.union([name]))
        }
    }

    private func outcome(_ offered: Set<String>, _ probe: FieldProbe) -> ParameterProblem? {
        let parameters = fields.filter { offered.contains($0.name.description) }
            .map { (name: $0.name.description, value: $0.example) }
        let captures = fields.filter { $0.place == .path }
            .map { ($0.name.description, $0.example.text ?? "") }
        let reader = FieldReader(
            Parameters(parameters),
            captures: Dictionary(captures) { first, _ in first },
            probe: probe
        )
        do throws(ParameterProblem) {
            _ = try Input(reader)
            return nil
        } catch {
            return error
        }
    }

    private func isPlace(_ name: String) -> Bool {
        fields.contains { $0.place == .path && $0.name.description == name }
    }

    /// Whether one of them was not known.
    private mutating func note(_ declarations: [FieldDeclaration]) -> Bool {
        var isNews = false
        for declaration in declarations
        where !fields.contains(where: {
            $0.name.description == declaration.name.description
        }) {
            fields.append(declaration)
            isNews = true
        }
        return isNews
    }
}
