import HTTP
import JSON

/// An input that refuses names which it does not declare, and says in words what is wrong.
struct StrictInput<Input: EndpointInput>: Sendable {
    /// In the order in which they are asked for.
    private let fields: [FieldDeclaration]
    /// The names that have to be there.
    private let required: Set<String>

    /// - Throws: `CompositionError` for an input that cannot be explored, or that takes no
    ///   combination of its fields' examples.
    init() throws(CompositionError) {
        let explorer = try InputExplorer<Input>()
        guard !explorer.alternatives.isEmpty else {
            throw CompositionError("\(Input.self) does not take the examples of its fields")
        }
        fields = explorer.fields.filter { $0.place == .parameter }
        required = explorer.required
    }

    /// Reads and checks.
    /// - Throws: `explained`.
    func read(_ reader: FieldReader) throws(ParameterProblem) -> Input {
        try check(reader.names)
        do throws(ParameterProblem) {
            return try Input(reader)
        } catch {
            throw explained(error)
        }
    }

    /// A typing mistake must not pass for a default.
    private func check(_ names: [String]) throws(ParameterProblem) {
        for name in names where declaration(named: name) == nil {
            let known = fields.map(\.name.description).joined(separator: ", ")
            throw .explained("There is no member \(name) here; known are: \(known).")
        }
    }

    private func explained(_ problem: ParameterProblem) -> ParameterProblem {
        switch problem {
        case .explained: return problem
        case .missing(let name): return .explained("\(name) is missing.")
        case .malformed(let name):
            let expectation = declaration(named: name.description)?.expectation ?? "something else"
            return .explained("\(name) has to be \(expectation).")
        }
    }

    private func declaration(named name: String) -> FieldDeclaration? {
        fields.first { $0.name.description.utf8.elementsEqual(name.utf8) }
    }
}

extension StrictInput {
    /// The shape of the object that it is read from.
    var schema: Schema {
        .object(
            fields.map { field in
                let name = field.name.description
                return SchemaMember(name, field.schema, isRequired: required.contains(name))
            }
        )
    }

    /// An object that it can be read from.
    var example: JSONValue {
        let members = fields.map { ($0.name.description, $0.example.spelled) }
        return .object(JSONObject(present: members.filter { required.contains($0.0) }))
    }
}

extension Parameters.Value {
    /// As JSON has it; nil for a file.
    fileprivate var spelled: JSONValue? {
        switch self {
        case .text(let text): .string(text)
        case .json(let value), .exact(let value): value
        case .file, .unusable: nil
        }
    }
}
