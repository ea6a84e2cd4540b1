public import Basics
public import HTTP
public import JSON

/// What a server said, read to its end.
public struct Answer: Sendable {
    /// The status code.
    public let status: Int
    /// The fields as they came.
    public let headers: HeaderFields
    /// The whole body.
    public let body: Bytes

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON; nil when it is none.
    public var json: JSONValue? { try? JSON.parse(body) }

    /// The member `code` of the envelope.
    public var code: Int64? { json?["code"]?.integer }

    /// The member `data` of the envelope.
    public var data: JSONValue? { json?["data"] }
}
