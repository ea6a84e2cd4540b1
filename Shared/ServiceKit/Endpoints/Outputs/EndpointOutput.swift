import Basics
public import Contracts
public import HTTP
public import JSON

/// What an endpoint answers with when it went well.
public protocol EndpointOutput {
    /// What descriptions say of it.
    static var content: OutputContent { get }

    /// The whole answer, in a contract's envelope where it has one.
    /// - Throws: What the encoder throws for a payload that is no JSON.
    func response<Wire: Contract>(_ success: Code, in contract: Wire.Type) throws -> Response
}

/// What an answer holds.
public enum OutputContent: Sendable {
    /// A payload in the contract's envelope.
    case payload(Schema)
    /// Nothing beside the envelope.
    case none
    /// Octets of one of the endpoint's media types, without an envelope.
    case octets
}

/// A payload whose shape is written down, since it encodes itself in a way of its own.
public protocol ShapedPayload: EndpointOutput, Encodable {
    /// The shape of what it encodes to.
    static var schema: Schema { get }
}

/// A payload whose shape is read from how it decodes.
public protocol Payload: ShapedPayload, Decodable {}

extension Payload {
    public static var schema: Schema {
        do {
            return try Schema.of(Self.self)
        } catch {
            preconditionFailure("\(Self.self) has to say its schema itself: \(error)")
        }
    }
}

extension ShapedPayload {
    public static var content: OutputContent { .payload(schema) }

    public func response<Wire: Contract>(
        _ success: Code,
        in contract: Wire.Type
    ) throws -> Response {
        var buffer = OctetBuffer(capacity: 256)
        try Wire.append(success, self, to: &buffer)
        return .json(buffer.bytes, status: Wire.status(for: success))
    }
}

extension Array: EndpointOutput where Element: ShapedPayload {}

extension Array: ShapedPayload where Element: ShapedPayload {
    public static var schema: Schema { .list(Element.schema) }
}

extension NoData: ShapedPayload {
    public static var schema: Schema { .object([]) }
    public static var content: OutputContent { .none }
}
