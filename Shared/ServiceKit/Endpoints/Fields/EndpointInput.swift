public import HTTP

/// What an endpoint reads from a request, checked as far as the wire goes.
public protocol EndpointInput: Sendable {
    /// Reads and checks.
    init(_ fields: FieldReader) throws(ParameterProblem)
}

/// What a request's body is to an endpoint.
public enum BodyKind: Sendable {
    /// Parameters of a form, a multipart form or a JSON object, as its type says, beside those of
    /// the query.
    case parameters
    /// Parameters of a JSON object whatever its type says, beside those of the query, all taken at
    /// their word. A name that the input does not declare is refused, and whoever asks is told in
    /// words what is wrong (``Endpoint/code(explaining:)``). A bare list counts as the parameter
    /// `list`, where one is named.
    case json(list: StaticString?)
    /// Octets that the endpoint reads itself; the query alone has parameters.
    case raw
}

/// The input of an endpoint without parameters.
public struct NoInput: EndpointInput {
    /// Looks at nothing.
    public init(_ fields: FieldReader) throws(ParameterProblem) {}
}
