public import Contracts
import HTTP
public import JSON

/// All that an endpoint says of itself.
public struct EndpointDescription: Sendable {
    /// A parameter or a part of the path.
    public struct Field: Sendable {
        /// What the endpoint declares.
        public let declaration: FieldDeclaration
        /// Whether it has to be there in every case.
        public let isRequired: Bool
    }

    /// A line of the table of return codes.
    public struct Line: Sendable {
        /// Number, words and name.
        public let code: Code
        /// The HTTP status that it comes with.
        public let status: Int
    }

    /// The address.
    public let route: Route
    /// What the body of a request is.
    public let body: BodyKind
    /// In the order in which they are read.
    public let fields: [Field]
    /// The least sets of parameters that are taken, where there are several.
    public let alternatives: [[String]]
    /// What success holds.
    public let content: OutputContent
    /// The media types, where it holds octets.
    public let mediaTypes: [String]
    /// Its own table of return codes, success first.
    public let codes: [Line]
    /// What may come back, by HTTP status.
    public let answers: [AnswerDescription]

    /// Asks an endpoint.
    /// - Throws: `CompositionError` for one that cannot be described.
    public init<E: Endpoint>(_ endpoint: E.Type) throws(CompositionError) {
        route = E.route
        body = E.body
        let explorer = try InputExplorer<E.Input>()
        let required = explorer.required
        fields = explorer.fields.map { declaration in
            Field(
                declaration: declaration,
                isRequired: declaration.place == .path
                    || required.contains(declaration.name.description)
            )
        }
        alternatives =
            explorer.alternatives.count > 1 ? explorer.alternatives.map { $0.sorted() } : []
        content = E.Output.content
        if case .octets = content { mediaTypes = E.mediaTypes } else { mediaTypes = [] }
        codes = Self.codes(of: endpoint, explorer)
        answers = AnswerDescription.all(of: endpoint, codes)
    }

    /// The lines of an endpoint's own table, each once.
    private static func codes<E: Endpoint>(
        of endpoint: E.Type,
        _ explorer: InputExplorer<E.Input>
    ) -> [Line] {
        var lines: [Line] = []
        func add(_ code: Code, _ status: Status) {
            let line = Line(code: code, status: status.code)
            let isKnown = lines.contains { $0.code == code && $0.status == line.status }
            if !isKnown { lines.append(line) }
        }
        add(E.success, E.Wire.status(for: E.success))
        if case .json = E.body, let explained = E.code(explaining: explorer.exampleOfWords) {
            add(explained, E.Wire.status(for: explained))
        } else {
            if explorer.canMiss { add(E.missing, E.Wire.status(for: E.missing)) }
            if let malformed = E.malformed, explorer.canMistake {
                add(malformed, E.Wire.status(for: malformed))
            }
        }
        for refusal in E.refusals {
            let code = E.code(for: refusal)
            add(code, E.failure(for: refusal)?.status ?? E.Wire.status(for: code))
        }
        if let fault = E.fault { add(fault, .internalServerError) }
        return lines
    }
}

extension InputExplorer {
    /// Of what may be said to be wrong.
    fileprivate var exampleOfWords: String {
        guard let field = fields.first(where: { $0.place == .parameter }) else {
            return "The body is no object."
        }
        return "\(field.name) has to be \(field.expectation)."
    }
}

extension EndpointDescription {
    /// As `describe` prints it.
    public var json: JSONValue {
        var members = route.json.members
        switch body {
        case .parameters: break
        case .json(let list):
            members.append(("body", .string("json")))
            if let list { members.append(("bare_list", .string(list.description))) }
        case .raw: members.append(("body", .string("raw")))
        }
        members.append(("parameters", .array(fields.map(\.json))))
        if !alternatives.isEmpty {
            let sets = alternatives.map { JSONValue.array($0.map { .string($0) }) }
            members.append(("alternatives", .array(sets)))
        }
        switch content {
        case .payload(let schema): members.append(("output", .object(schema.json)))
        case .none: members.append(("output", .null))
        case .octets:
            members.append(("media_types", .array(mediaTypes.map { .string($0) })))
        }
        members.append(("codes", .array(codes.map(\.json))))
        members.append(("answers", .array(answers.map(\.json))))
        return .object(JSONObject(members))
    }
}

extension EndpointDescription.Field {
    var json: JSONValue {
        .object(
            JSONObject(present: [
                ("name", .string(declaration.name.description)),
                ("in", .string(declaration.place.rawValue)),
                ("required", .bool(isRequired)),
                ("schema", .object(declaration.schema.json)),
                ("default", declaration.fallback),
                ("meaning", .string(declaration.meaning)),
                ("expectation", declaration.statedExpectation.map { .string($0) }),
            ])
        )
    }
}

extension EndpointDescription.Line {
    var json: JSONValue {
        .object(
            JSONObject(present: [
                ("code", .integer(Int64(code.number))),
                ("text", .string(code.text)),
                ("name", code.name.isEmpty ? nil : .string(code.name)),
                ("status", .integer(Int64(status))),
            ])
        )
    }
}

extension Route {
    /// What the book says of an address.
    public var json: JSONObject {
        var duties: [Duty]?
        if case .admin(let admitted) = access { duties = admitted }
        return JSONObject(present: [
            ("methods", .array(methods.map { .string($0.description) })),
            ("path", .string(pattern)),
            ("aliases", aliases.isEmpty ? nil : .array(aliases.map { .string($0) })),
            ("summary", .string(summary)),
            ("service", .string(service.rawValue)),
            ("contract", .string(contract.name)),
            ("access", .string(access.name)),
            ("duties", duties.map { .array($0.map { .string($0.rawValue) }) }),
            ("rate_class", rate.map { .string($0.rawValue) }),
            ("legacy_openid", legacy == .never ? nil : .string(legacy.rawValue)),
            (
                "token_parameters",
                tokenParameters.isEmpty
                    ? nil : .array(tokenParameters.map { .string($0.description) })
            ),
            ("body_limit", .integer(Int64(bodyLimit))),
        ])
    }
}

extension Access {
    /// As descriptions name it.
    var name: String {
        switch self {
        case .identity: "identity"
        case .open: "open"
        case .everybody: "everybody"
        case .admin: "admin"
        case .service: "service"
        }
    }
}
