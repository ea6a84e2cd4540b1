public import HTTP

/// What an endpoint reads from a request, checked as far as the wire goes.
public protocol EndpointInput: Sendable {
    /// What the body is; parameters, by default.
    static var body: BodyKind { get }

    /// Reads and checks.
    init(_ fields: FieldReader) throws(ParameterProblem)
}

/// What a request's body is to an endpoint.
public enum BodyKind: Sendable {
    /// Parameters, beside those of the query.
    case parameters
    /// Octets that the endpoint reads itself; the query alone has parameters.
    case raw
}

extension EndpointInput {
    public static var body: BodyKind { .parameters }
}

/// The input of an endpoint without parameters.
public struct NoInput: EndpointInput {
    /// Looks at nothing.
    public init(_ fields: FieldReader) throws(ParameterProblem) {}
}
