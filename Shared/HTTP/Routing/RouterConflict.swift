/// A route that cannot be added.
public struct RouterConflict: Error, Sendable, Equatable, CustomStringConvertible {
    /// Why.
    public enum Reason: Sendable, Equatable {
        /// The address is taken, with this pattern.
        case taken(by: String)
        /// The pattern is none: it starts with no slash, or has an empty, dotted, coded or
        /// half-braced segment, or a name twice.
        case malformed
    }

    /// The route's method.
    public let method: Method
    /// The route's pattern.
    public let pattern: String
    /// What is wrong with it.
    public let reason: Reason

    /// The route and what is wrong with it.
    public var description: String {
        switch reason {
        case .taken(let other): "\(method) \(pattern): taken by \(other)"
        case .malformed: "\(method) \(pattern): no pattern"
        }
    }
}
