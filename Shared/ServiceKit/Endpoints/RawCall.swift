import Basics
public import HTTP

/// A request to a handler that speaks no contract: keys in public, the sandbox's stand-ins.
public struct RawCall: Sendable {
    /// The request itself; its body has not been read unless the handler's access is `service`.
    public let request: Request
    /// Who asks.
    public let caller: Caller
}
