/// A request's head, understood: what RFC 9112 says about it has been checked.
public struct RequestHead: Sendable {
    /// The method; any token, known or not.
    public let method: Method
    /// Path and query; the authority of an absolute-form has become the `Host` field.
    public let target: RequestTarget
    /// The fields as received.
    public let headers: HeaderFields
    /// The 0 or 1 of `HTTP/1.0` and `HTTP/1.1`.
    public let minorVersion: Int
    /// How the body is framed.
    public let framing: Framing
    /// Whether the client lets the connection stay open.
    public let keepsAlive: Bool
    /// Whether the client waits for `100 Continue` before it sends the body.
    public let expectsContinue: Bool

    /// Where a request's body ends (RFC 9112, 6.3).
    public enum Framing: Sendable, Equatable {
        /// There is none.
        case none
        /// After this many octets.
        case length(Int)
        /// After the last chunk.
        case chunked
    }
}
