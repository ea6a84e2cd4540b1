public import Basics
public import HTTP
public import JSON

/// One of the wire contracts: its envelope, and its codes for what is no business answer.
///
/// A conforming type is the only place that knows its envelope. Answers are appended straight to
/// the buffer that goes out.
public protocol Contract: SendableMetatype {
    /// What descriptions call it.
    static var name: String { get }

    /// The line "it went well" of its tables.
    static var success: Code { get }

    /// The line for a parameter that is missing, empty or blank, where an endpoint has none.
    static var missing: Code { get }

    /// The line for what went wrong outside of any business rule.
    static func code(for failure: TransportFailure) -> Code

    /// The line for a good token whose WeChat identity is no more; nil, the default, where that is
    /// answered as any bad token.
    static var identityGone: Code? { get }

    /// The HTTP status of a business answer.
    static func status(for code: Code) -> Status

    /// Appends the envelope with a payload; ``NoData`` counts as none.
    /// - Throws: What the encoder throws for a payload that is no JSON (a number that is not
    ///   finite); `buffer` then ends with what had been written.
    static func append<Payload: Encodable>(
        _ code: Code,
        _ payload: Payload,
        to buffer: inout OctetBuffer
    ) throws

    /// Appends the envelope of a refusal or a failure: without a payload.
    static func append(_ code: Code, to buffer: inout OctetBuffer)

    /// The shape of what is appended for one of these codes. `payload` is that of success, nil where
    /// there is none; it stands beside the code where `isBeside` says so.
    static func schema(_ codes: [Code], payload: Schema?, isBeside: Bool) -> Schema

    /// The shape of what is appended for a refusal or a failure with one of these codes.
    static func schema(_ codes: [Code]) -> Schema
}

extension Contract {
    public static var identityGone: Code? { nil }

    /// 200: a business answer, good or bad, is one that arrived.
    public static func status(for code: Code) -> Status { .ok }

    /// The whole answer to what went wrong outside of any business rule.
    public static func response(
        _ failure: TransportFailure,
        retryAfterSeconds: Int? = nil
    ) -> Response {
        var response = response(code(for: failure), status: failure.status)
        if let retryAfterSeconds {
            response.headers.set("Retry-After", String(retryAfterSeconds))
        }
        return response
    }

    /// The whole answer of a code without a payload; with the contract's own status for it, or
    /// the one given.
    public static func response(_ code: Code, status: Status? = nil) -> Response {
        var buffer = OctetBuffer(capacity: 96)
        append(code, to: &buffer)
        return .json(buffer.bytes, status: status ?? self.status(for: code))
    }
}
