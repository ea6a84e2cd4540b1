/// The processes of a stack, in the order in which they are started.
public enum StackMember: String, Sendable, CaseIterable {
    case sandbox, auth, points, treasure, commerce, gateway

    /// The name of its executable.
    public var executable: String { "kumquat-\(rawValue)" }

    /// Its port, counted from the gateway's.
    public var portOffset: Int {
        switch self {
        case .gateway: 0
        case .auth: 1
        case .points: 2
        case .treasure: 3
        case .commerce: 4
        case .sandbox: 10
        }
    }

    /// Where `/readyz` and `/metrics` answer, counted the same way.
    public var operationsPortOffset: Int { self == .gateway ? 9 : portOffset }
}
