import Basics
public import Contracts
public import HTTP

/// An answer that is its status alone; that of the contract's success.
public struct NoContent: EndpointOutput, Sendable {
    /// Nothing.
    public init() {}

    public static var content: OutputContent { .octets }

    public func response<Wire: Contract>(
        _ success: Code,
        in contract: Wire.Type
    ) throws -> Response {
        Response(Wire.status(for: success))
    }
}
