public import Basics
public import HTTP

/// What an endpoint's input is read from: the parameters, the parts of the path that vary, and a
/// body that is no parameters. Read through declared fields alone.
public struct FieldReader: Sendable {
    /// The whole body, for an endpoint whose ``EndpointInput/body`` is raw; empty else.
    public let rawBody: Bytes
    @usableFromInline let parameters: Parameters
    @usableFromInline let captures: [String: String]
    @usableFromInline let probe: FieldProbe?

    init(
        _ parameters: Parameters,
        captures: [String: String] = [:],
        rawBody: Bytes = [],
        probe: FieldProbe?
    ) {
        self.parameters = parameters
        self.captures = captures
        self.rawBody = rawBody
        self.probe = probe
    }

    /// A reader of what a request has brought.
    package init(
        _ parameters: Parameters,
        captures: [String: String] = [:],
        rawBody: Bytes = []
    ) {
        self.init(parameters, captures: captures, rawBody: rawBody, probe: nil)
    }

    /// A field's value, or its default.
    /// - Throws: `missing` without either, `malformed` for a value that is not taken.
    @inlinable
    public func read<Value>(_ field: Field<Value>) throws(ParameterProblem) -> Value {
        if let value = try readIfPresent(field) { return value }
        guard let fallback = field.fallback else { throw .missing(field.declaration.name) }
        return fallback
    }

    /// A field's value; nil where it is missing, empty or blank.
    /// - Throws: `malformed` for a value that is not taken.
    @inlinable
    public func readIfPresent<Value>(
        _ field: Field<Value>
    ) throws(ParameterProblem) -> Value? {
        guard let value = value(field.declaration) else { return nil }
        guard let parsed = try field.parse(value) else { throw .malformed(field.declaration.name) }
        return parsed
    }

    /// Whether there is anything under a field's name that is not blank, of whatever kind.
    @inlinable
    public func has<Value>(_ field: Field<Value>) -> Bool {
        has(field.declaration)
    }

    /// The same for a field whose type does not matter.
    public func has(_ declaration: FieldDeclaration) -> Bool {
        value(declaration) != nil
    }

    /// The names of all parameters that there are.
    var names: [String] { parameters.names }

    @usableFromInline
    func value(_ declaration: FieldDeclaration) -> Parameters.Value? {
        if let probe { probe.note(declaration) }
        guard declaration.place == .parameter else {
            return captures[declaration.name.description].map { .text($0) }
        }
        return parameters.value(declaration.name)
    }
}
