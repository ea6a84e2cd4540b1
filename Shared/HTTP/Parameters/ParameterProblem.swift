/// What is wrong with one parameter.
public enum ParameterProblem: Error, Sendable {
    /// Not there, empty or blank.
    case missing(StaticString)
    /// Not of the kind that the endpoint asks for.
    case malformed(StaticString)
}
