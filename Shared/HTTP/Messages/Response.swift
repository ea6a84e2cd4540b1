public import Basics

/// An answer as a handler gives it. The server adds framing, `Date` and `Connection`.
public struct Response: Sendable {
    /// How it went.
    public var status: Status
    /// The fields; those that frame a message are the server's and ignored here.
    public var headers: HeaderFields
    /// The body.
    public var body: Body
    /// Whether the connection is to be closed after this answer.
    public var closes: Bool

    /// An answer made of its parts.
    public init(
        _ status: Status,
        headers: HeaderFields = HeaderFields(),
        body: Body = .empty,
        closes: Bool = false
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.closes = closes
    }

    /// An answer whose body is JSON text.
    public static func json(_ bytes: Bytes, status: Status = .ok) -> Response {
        Response(status, headers: jsonType, body: .bytes(bytes))
    }

    /// An answer whose body is plain text in UTF-8.
    public static func text(_ text: String, status: Status = .ok) -> Response {
        Response(status, headers: textType, body: .bytes(Bytes(text.utf8)))
    }

    private static let jsonType = HeaderFields([("Content-Type", "application/json")])
    private static let textType = HeaderFields([("Content-Type", "text/plain; charset=utf-8")])
}
