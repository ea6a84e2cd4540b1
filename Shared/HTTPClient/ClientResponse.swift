public import HTTP

/// An answer. Its head has arrived and been checked.
public struct ClientResponse: Sendable {
    /// The status code, 200 to 599.
    public var status: Int
    /// The fields, framing included, as they came.
    public var headers: HeaderFields
    /// `.bytes` when it was small and arrived whole; else a stream, to be read or cancelled.
    public var body: Body

    /// An answer made of its parts.
    public init(status: Int, headers: HeaderFields = HeaderFields(), body: Body = .empty) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
