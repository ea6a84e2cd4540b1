import Basics
public import HTTP

/// Who asks, and what is known of the request beside its parameters.
public struct Caller: Sendable {
    /// Who is calling; always there on an endpoint whose access is `identity`.
    public let identity: Identity?
    /// The request's number through all processes.
    public let requestID: String
    /// The other end of the connection: the gateway, as a rule.
    public let remote: RemoteAddress?
    /// The fields of the request's head (`Referer` and `User-Agent` for log-ins).
    public let headers: HeaderFields
    private let captures: [String: String]

    /// A caller of these parts.
    public init(
        identity: Identity?,
        requestID: String,
        remote: RemoteAddress? = nil,
        headers: HeaderFields = HeaderFields(),
        captures: [String: String] = [:]
    ) {
        self.identity = identity
        self.requestID = requestID
        self.remote = remote
        self.headers = headers
        self.captures = captures
    }

    /// The part of the path that stands at `{name}`, percent-decoded; empty if there is none.
    public func capture(_ name: String) -> String {
        captures[name] ?? ""
    }

    /// The number that stands there, in plain digits; nil for anything else.
    public func number(_ name: String) -> Int64? {
        DecimalDigits.value(of: capture(name).utf8)
    }
}
