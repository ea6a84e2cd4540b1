public import Basics
public import Contracts
public import HTTP

/// An answer that is no JSON in an envelope: a picture, a table, a page, a word.
public struct Download: EndpointOutput, Sendable {
    private let response: Response

    /// Octets of a media type, with further header fields.
    public init(
        _ contentType: String,
        _ body: Body,
        headers: [(name: String, value: String)] = []
    ) {
        var fields = HeaderFields(headers)
        fields.set("Content-Type", contentType)
        response = Response(.ok, headers: fields, body: body)
    }

    /// The same for octets that are at hand.
    public init(
        _ contentType: String,
        _ bytes: Bytes,
        headers: [(name: String, value: String)] = []
    ) {
        self.init(contentType, .bytes(bytes), headers: headers)
    }

    public static var content: OutputContent { .octets }

    public func response<Wire: Contract>(
        _ success: Code,
        in contract: Wire.Type
    ) throws -> Response {
        response
    }
}
