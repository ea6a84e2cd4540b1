/// A status code and the words beside it. Two are the same when their codes are.
public struct Status: Hashable, Sendable, CustomStringConvertible {
    /// The three-digit code.
    public let code: Int
    /// The words on the wire; without meaning to programs.
    public let reason: StaticString

    /// A status by its code, 100 to 599, with words of one's own.
    public init(code: Int, reason: StaticString) {
        self.code = code
        self.reason = reason
    }

    /// A status by its code, 100 to 599, with the usual words where there are any here.
    public init(code: Int) {
        self = Self.known.first { $0.code == code } ?? Status(code: code, reason: "")
    }

    /// Whether an answer with this status never has a body (RFC 9110, 6.4.1).
    public var forbidsBody: Bool { code == 204 || code == 304 || code < 200 }

    /// The code and the words.
    public var description: String { "\(code) \(reason)" }

    /// Compares codes.
    public static func == (left: Status, right: Status) -> Bool { left.code == right.code }

    /// Feeds the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension Status {
    /// 200.
    public static let ok = Status(code: 200, reason: "OK")
    /// 201.
    public static let created = Status(code: 201, reason: "Created")
    /// 202.
    public static let accepted = Status(code: 202, reason: "Accepted")
    /// 204.
    public static let noContent = Status(code: 204, reason: "No Content")
    /// 301.
    public static let movedPermanently = Status(code: 301, reason: "Moved Permanently")
    /// 302.
    public static let found = Status(code: 302, reason: "Found")
    /// 304.
    public static let notModified = Status(code: 304, reason: "Not Modified")
    /// 400.
    public static let badRequest = Status(code: 400, reason: "Bad Request")
    /// 401.
    public static let unauthorized = Status(code: 401, reason: "Unauthorized")
    /// 403.
    public static let forbidden = Status(code: 403, reason: "Forbidden")
    /// 404.
    public static let notFound = Status(code: 404, reason: "Not Found")
    /// 405.
    public static let methodNotAllowed = Status(code: 405, reason: "Method Not Allowed")
    /// 408.
    public static let requestTimeout = Status(code: 408, reason: "Request Timeout")
    /// 409.
    public static let conflict = Status(code: 409, reason: "Conflict")
    /// 413.
    public static let contentTooLarge = Status(code: 413, reason: "Content Too Large")
    /// 414.
    public static let uriTooLong = Status(code: 414, reason: "URI Too Long")
    /// 415.
    public static let unsupportedMediaType = Status(code: 415, reason: "Unsupported Media Type")
    /// 417.
    public static let expectationFailed = Status(code: 417, reason: "Expectation Failed")
    /// 422.
    public static let unprocessableContent = Status(code: 422, reason: "Unprocessable Content")
    /// 429.
    public static let tooManyRequests = Status(code: 429, reason: "Too Many Requests")
    /// 431.
    public static let requestHeaderFieldsTooLarge =
        Status(code: 431, reason: "Request Header Fields Too Large")
    /// 500.
    public static let internalServerError = Status(code: 500, reason: "Internal Server Error")
    /// 501.
    public static let notImplemented = Status(code: 501, reason: "Not Implemented")
    /// 502.
    public static let badGateway = Status(code: 502, reason: "Bad Gateway")
    /// 503.
    public static let serviceUnavailable = Status(code: 503, reason: "Service Unavailable")
    /// 499, which nobody gets to see: the client has gone. Nginx counts such requests so.
    public static let clientGone = Status(code: 499, reason: "Client Closed Request")
    /// 504.
    public static let gatewayTimeout = Status(code: 504, reason: "Gateway Timeout")
    /// 505.
    public static let httpVersionNotSupported =
        Status(code: 505, reason: "HTTP Version Not Supported")

    private static let known: [Status] = [
        .ok, .created, .accepted, .noContent, .movedPermanently, .found, .notModified,
        .badRequest, .unauthorized, .forbidden, .notFound, .methodNotAllowed, .requestTimeout,
        .conflict, .contentTooLarge, .uriTooLong, .unsupportedMediaType, .expectationFailed,
        .unprocessableContent, .tooManyRequests, .requestHeaderFieldsTooLarge,
        .internalServerError, .notImplemented, .badGateway, .serviceUnavailable,
        .gatewayTimeout, .httpVersionNotSupported,
    ]
}
