public import HTTP

/// A request to a handler that speaks none of our contracts: health, and the sandbox's stand-ins
/// for others.
public struct RawCall: Sendable {
    /// The request itself; its body has not been read.
    public let request: Request
    /// The request's number through all processes.
    public let requestID: String
    private let captures: [String: String]

    init(_ call: IncomingCall) {
        request = call.request
        requestID = call.requestID
        captures = call.captures
    }

    /// The part of the path that stands at `{name}`, percent-decoded; empty if there is none.
    public func capture(_ name: String) -> String { captures[name] ?? "" }
}
