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
    private var waiting: [Set<String>] = [[]]
    private static var mostRuns: Int { 2000 }

    /// - Throws: `CompositionError` where an input does not take a field's own example, or asks for
    ///   ever more.
    init() throws(CompositionError) {
        while let offered = waiting.popLast() {
            guard seen.insert(offered).inserted else { continue }
            guard seen.count <= Self.mostRuns else {
                throw CompositionError("\(Input.self): too many ways to be content")
            }
            try run(offering: offered)
        }
        alternatives = accepted.filter { set in
            !accepted.contains { $0 != set && $0.isSubset(of: set) }
        }
        .sorted { $0.sorted().joined(separator: ",") < $1.sorted().joined(separator: ",") }
    }

    /// The names that are there in every case.
    var required: Set<String> {
        guard let first = alternatives.first else { return [] }
        return alternatives.dropFirst().reduce(first) { $0.intersection($1) }
    }

    private mutating func run(offering offered: Set<String>) throws(CompositionError) {
        let probe = FieldProbe()
        let problem = outcome(offered, probe)
        let asked = probe.declarations.filter { $0.place == .parameter }
            .map(\.name.description)
        let isNews = note(probe.declarations)
        // A field met for the first time may have changed what this very set leads to.
        if isNews { seen.remove(offered) }
        switch problem {
        case nil:
            // What asks for another field as soon as it is there itself.
            let isLeast = !accepted.contains { $0.isStrictSubset(of: offered) }
            if isNews { waiting.append(offered) } else { accepted.append(offered) }
            for name in asked where !offered.contains(name) && (isLeast || offered.count < 2) {
                waiting.append(offered.union([name]))
            }
        case .missing(let name):
            canMiss = canMiss || !isPlace(name.description)
            if isNews { waiting.append(offered) }
            for other in asked where !offered.contains(other) {
                waiting.append(offered.union([other]))
            }
            waiting.append(offered.union([name.description]))
        case .explained:
            // Each may be fine by itself, or beside another.
            if isNews { waiting.append(offered) }
            for name in asked where !offered.contains(name) && offered.count < 2 {
                waiting.append(offered.union([name]))
            }
        case .malformed(let name):
            if isNews {
                waiting.append(offered)
            } else if offered.contains(name.description) {
                throw CompositionError("\(Input.self) does not take the example of \(name)")
            }
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
