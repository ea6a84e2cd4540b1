/// What is wrong with one parameter.
public enum ParameterProblem: Error, Sendable {
    /// Not there, empty or blank.
    case missing(StaticString)
    /// Not of the kind that the endpoint asks for.
    case malformed(StaticString)
    /// Wrong in a way that these words tell: parameters that do not go together, or something deep
    /// in one of them.
    case explained(String)
}
