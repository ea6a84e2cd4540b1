public import HTTP

/// What an endpoint reads from its parameters, checked as far as the wire goes.
public protocol WireInput: Sendable {
    /// Reads and checks.
    init(_ wire: Parameters) throws(ParameterProblem)
}

/// The input of an endpoint without parameters.
public struct NoInput: WireInput {
    /// Looks at nothing.
    public init(_ wire: Parameters) throws(ParameterProblem) {}
}
