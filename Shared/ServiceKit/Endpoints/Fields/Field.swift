public import Basics
public import HTTP
public import JSON

/// A parameter of an endpoint, declared once: name, kind, bounds, default and one sentence of
/// meaning. Endpoints read through these alone, so that nothing is read that is not declared.
public struct Field<Value: Sendable>: Sendable {
    /// What is said of it.
    public let declaration: FieldDeclaration
    @usableFromInline let fallback: Value?
    /// Nil for a value of the wrong kind or out of bounds.
    @usableFromInline
    let parse: @Sendable (Parameters.Value) throws(ParameterProblem) -> Value?

    @usableFromInline
    init(
        _ declaration: FieldDeclaration,
        fallback: Value? = nil,
        parse: @escaping @Sendable (Parameters.Value) throws(ParameterProblem) -> Value?
    ) {
        self.declaration = declaration
        self.fallback = fallback
        self.parse = parse
    }

    /// The same in another type; what `transform` gives nil for is of the wrong kind. `example` is
    /// needed where not every value of the kind is taken; `expecting` says in words which are.
    public func map<Other: Sendable>(
        example: String? = nil,
        expecting expectation: String? = nil,
        _ transform: @escaping @Sendable (Value) -> Other?
    ) -> Field<Other> {
        let parse = parse
        return Field<Other>(
            declaration.with(expectation: expectation, example: example.map { .text($0) }),
            fallback: fallback.flatMap(transform)
        ) { value throws(ParameterProblem) in try parse(value).flatMap(transform) }
    }

    /// The same, taking everything: nil stands for what is of the wrong kind or out of bounds. For
    /// contracts that have an answer of their own to that.
    public var lenient: Field<Value?> {
        let parse = parse
        return Field<Value?>(declaration, fallback: fallback.map { .some($0) }) { value in
            .some(try? parse(value))
        }
    }

    /// The same, in the path at `{name}`.
    public var inPath: Field {
        Field(declaration.with(place: .path), fallback: fallback, parse: parse)
    }
}

extension Field where Value == String {
    /// A text of at most so many characters (Unicode scalars).
    public static func text(
        _ name: StaticString,
        _ meaning: String,
        maximum: Int? = nil,
        default value: String? = nil,
        example: String = "text"
    ) -> Field {
        let declaration = FieldDeclaration(
            name,
            .parameter,
            .text(maximum: maximum),
            meaning,
            fallback: value.map { .string($0) },
            example: .text(example)
        )
        return Field(declaration, fallback: value) { value in
            guard let text = value.text else { return nil }
            if let maximum, text.unicodeScalars.count > maximum { return nil }
            return text
        }
    }
}

extension Field where Value == String {
    /// A text whose length is bounded in octets.
    public static func text(
        _ name: StaticString,
        _ meaning: String,
        octets: ClosedRange<Int>,
        default value: String? = nil,
        example: String = "text"
    ) -> Field {
        let declaration = FieldDeclaration(
            name,
            .parameter,
            .text(maximum: octets.upperBound),
            meaning,
            expectation: "a text of \(octets.lowerBound) to \(octets.upperBound) octets",
            fallback: value.map { .string($0) },
            example: .text(example)
        )
        return Field(declaration, fallback: value) { value in
            guard let text = value.text, octets.contains(text.utf8.count) else { return nil }
            return text
        }
    }
}

extension Field where Value == String {
    /// A text of bounded length that may hold anything, NUL included: for stand-ins of others who send
    /// such texts.
    public static func textAsSent(
        _ name: StaticString,
        _ meaning: String,
        octets: ClosedRange<Int>,
        example: String
    ) -> Field {
        let field = text(name, meaning, octets: octets, example: example)
        return Field(field.declaration) { value in
            value.textAsSent.flatMap { octets.contains($0.utf8.count) ? $0 : nil }
        }
    }
}

extension Field where Value == ExternalID {
    /// An identifier that somebody else gives, such as an openid.
    public static func externalID(_ name: StaticString, _ meaning: String) -> Field {
        let declaration = FieldDeclaration(
            name,
            .parameter,
            .text(),
            meaning,
            example: .text("o6_bmjrPTlm6_2sgVt7hMZOPfL2M")
        )
        return Field(declaration) { value in value.text.map { ExternalID($0) } }
    }
}

extension Field where Value == Int64 {
    /// A whole number within bounds, in digits or as a number of JSON.
    public static func integer(
        _ name: StaticString,
        _ meaning: String,
        in bounds: ClosedRange<Int64>? = nil,
        default value: Int64? = nil
    ) -> Field {
        let least = bounds.map { max($0.lowerBound, min(1, $0.upperBound)) } ?? 1
        let declaration = FieldDeclaration(
            name,
            .parameter,
            .integer(minimum: bounds?.lowerBound, maximum: bounds?.upperBound),
            meaning,
            fallback: value.map { .integer($0) },
            example: .json(.integer(least))
        )
        return Field(declaration, fallback: value) { value in
            guard let number = value.integer else { return nil }
            if let bounds, !bounds.contains(number) { return nil }
            return number
        }
    }

    /// A number in the path. What is no number is 0, which nothing has: rows are counted from 1.
    public static func pathNumber(_ name: StaticString, _ meaning: String) -> Field {
        let declaration = FieldDeclaration(
            name,
            .path,
            .integer(minimum: 1, maximum: Int64.max),
            meaning,
            example: .text("1")
        )
        return Field(declaration) { value in
            value.text.flatMap { DecimalDigits.value(of: $0.utf8) } ?? 0
        }
    }
}

extension Field where Value == Bool {
    /// `true`, `false`, 1 or 0.
    public static func flag(
        _ name: StaticString,
        _ meaning: String,
        default value: Bool? = nil
    ) -> Field {
        let declaration = FieldDeclaration(
            name,
            .parameter,
            .boolean,
            meaning,
            fallback: value.map { .bool($0) },
            example: .json(.bool(true))
        )
        return Field(declaration, fallback: value) { $0.flag }
    }
}

extension Field where Value: RawRepresentable<String> & CaseIterable {
    /// One of a closed set of words; `choices` where not all of the type are meant.
    public static func choice(
        _ name: StaticString,
        _ meaning: String,
        among choices: [Value] = Array(Value.allCases),
        default value: Value? = nil
    ) -> Field {
        let words = choices.map(\.rawValue)
        let declaration = FieldDeclaration(
            name,
            .parameter,
            .choice(words),
            meaning,
            fallback: value.map { .string($0.rawValue) },
            example: .text(words.first ?? "")
        )
        return Field(declaration, fallback: value) { value in
            guard let text = value.text, let choice = Value(rawValue: text) else { return nil }
            return words.contains(text) ? choice : nil
        }
    }
}

extension Field where Value == JSONValue {
    /// A JSON value, also one that came as a text.
    public static func json(
        _ name: StaticString,
        _ meaning: String,
        _ schema: Schema,
        example: JSONValue
    ) -> Field {
        let declaration = FieldDeclaration(
            name,
            .parameter,
            schema,
            meaning,
            example: .json(example)
        )
        return Field(declaration) { $0.json }
    }
}

extension Field where Value == UploadedFile {
    /// A file of a multipart form; an empty one is of the wrong kind.
    public static func file(_ name: StaticString, _ meaning: String) -> Field {
        let example = UploadedFile(fileName: "picture.png", contentType: "image/png", bytes: [0])
        let declaration = FieldDeclaration(
            name,
            .parameter,
            .binary,
            meaning,
            example: .file(example)
        )
        return Field(declaration) { value in
            guard case .file(let file) = value else { return nil }
            return file
        }
    }
}
