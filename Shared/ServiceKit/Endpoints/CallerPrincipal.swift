import Basics
public import Contracts

/// Whom an endpoint answers. It fits one kind of access, so that an endpoint that demands an
/// identity is given one and not an optional.
public protocol CallerPrincipal: Sendable {
    /// Whether an address of this access proves such a caller.
    static func fits(_ access: Access) -> Bool
}

extension Identity: CallerPrincipal {
    public static func fits(_ access: Access) -> Bool { access == .identity }
}

extension Optional: CallerPrincipal where Wrapped == Identity {
    public static func fits(_ access: Access) -> Bool { access == .open }
}

extension Operator: CallerPrincipal {
    public static func fits(_ access: Access) -> Bool {
        if case .admin = access { true } else { false }
    }
}

/// Anybody at all: nothing is proven.
public enum Anybody: CallerPrincipal {
    public static func fits(_ access: Access) -> Bool { access == .everybody }
}

/// One of our own processes.
public enum OwnProcessCaller: CallerPrincipal {
    public static func fits(_ access: Access) -> Bool { access == .service }
}
