public import Basics
public import HTTP
public import JSON

/// What another process of ours answered, whatever its status.
public struct InternalAnswer: Sendable {
    /// The HTTP status.
    public let status: Int
    /// The fields.
    public let headers: HeaderFields
    /// The whole body.
    public let body: Bytes

    /// An answer of its parts.
    public init(status: Int, headers: HeaderFields = HeaderFields(), body: Bytes) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The body as JSON; `brokenAnswer` when it is none.
    public func json() throws(InternalFailure) -> JSONValue {
        do {
            return try JSON.parse(body)
        } catch {
            throw .brokenAnswer
        }
    }

    /// The `code` of `{"error":{"code":…}}`; nil for anything else.
    public var errorCode: String? {
        (try? JSON.parse(body))?["error"]?["code"]?.string
    }
}
