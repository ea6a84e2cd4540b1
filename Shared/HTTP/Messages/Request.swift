/// A request as a handler sees it: checked, with its target in origin-form.
public struct Request: Sendable {
    /// What is to be done.
    public var method: Method
    /// To what.
    public var target: RequestTarget
    /// The fields of the head.
    public var headers: HeaderFields
    /// The body; whole already when it is small.
    public var body: Body
    /// The other end of the connection; nil in tests without one.
    public var remote: RemoteAddress?
    /// Whether it came by TLS.
    public var isSecure: Bool

    /// A request made of its parts.
    public init(
        method: Method,
        target: RequestTarget,
        headers: HeaderFields = HeaderFields(),
        body: Body = .empty,
        remote: RemoteAddress? = nil,
        isSecure: Bool = false
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.remote = remote
        self.isSecure = isSecure
    }
}
