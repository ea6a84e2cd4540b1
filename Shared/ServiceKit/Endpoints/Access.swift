/// Who may call an endpoint of a service.
public enum Access: Sendable, Equatable {
    /// Signed by the gateway, with an identity.
    case identity
    /// Signed by the gateway; an identity is there if the caller has one.
    case open
    /// Signed by one of our processes, body included; under `/internal/` only.
    case service
    /// Anybody who reaches this process: nothing is proven. Keys that are public, and the
    /// sandbox, which has no gateway in front of it.
    case everybody
}
