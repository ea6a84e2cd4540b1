public import HTTP

/// One request to another server. The framing fields (`Content-Length`, `Transfer-Encoding`,
/// `Connection` and their like) are the client's; they are ignored in `headers`.
public struct ClientRequest: Sendable {
    /// The method.
    public var method: Method
    /// Where the server is.
    public var address: Address
    /// Path and query, as they are to stand in the request line.
    public var target: String
    /// What is sent beside the framing. Without a `Host` the address' name is sent.
    public var headers: HeaderFields
    /// The body; a stream is pulled no faster than the server takes it. On HEAD none is sent.
    public var body: Body
    /// Longest time until a new connection stands.
    public var connectMilliseconds = 2000
    /// Longest time from the start to the last octet of the answer.
    public var totalMilliseconds = 10_000
    /// Where set, a streamed body, in either direction, is not bound by the total time: it may
    /// take as long as something moves within this time whenever it is the server's turn.
    public var stallMilliseconds: Int?
    /// Longest body of an answer; nil: as long as it likes (a stream is never held whole).
    public var maximumResponseBytes: Int?
    /// HTTPS, with the address' host as the name in the certificate.
    public var tls = false
    /// To a process of ours. The head is then written faster, and has an `X-Kumquat-Hop` more.
    public var isInternal = false
    /// May be sent once more, on a new connection, when a kept one ended before an answer.
    public var repeatable: Bool
    /// Whether a body that only the end of the connection ends is taken. Nobody can tell whether
    /// such a body is whole.
    public var acceptsUnframedBody = true

    /// A request; `repeatable` is what RFC 9110, 9.2.2 allows for GET and HEAD.
    public init(
        method: Method = .get,
        address: Address,
        target: String,
        headers: HeaderFields = HeaderFields(),
        body: Body = .empty
    ) {
        self.method = method
        self.address = address
        self.target = target
        self.headers = headers
        self.body = body
        repeatable = method == .get || method == .head
    }
}
