public import Basics
public import HTTP
public import JSON

/// Between our processes and for the back office: the payload itself on success,
/// `{"error":{"code":"snake_case","message":"English"}}` otherwise. A code's number is the HTTP
/// status, 0 standing for 200.
public enum InternalContract: Contract {
    public static let name = "internal"
    public static let success = Code(0, "")
    public static let missing = Code(400, "A parameter is missing.", name: "parameter_missing")

    public static func code(for failure: TransportFailure) -> Code {
        Code(failure.rawValue, failure.internalText, name: failure.name)
    }

    /// The number of the code; 200 for 0, and 500 for one that is no status.
    public static func status(for code: Code) -> Status {
        switch code.number {
        case 0: .ok
        case 100...599: Status(code: code.number)
        default: .internalServerError
        }
    }

    public static func append<Payload: Encodable>(
        _ code: Code,
        _ payload: Payload,
        to buffer: inout OctetBuffer
    ) throws {
        try JSONOutput.append(payload, to: &buffer)
    }

    public static func append(_ code: Code, to buffer: inout OctetBuffer) {
        var writer = JSONWriter(appendingTo: buffer.take())
        writer.beginObject()
        writer.key("error")
        writer.beginObject()
        writer.key("code")
        writer.string(code.name)
        writer.key("message")
        writer.string(code.text)
        writer.endObject()
        writer.endObject()
        buffer = writer.finish()
    }

    public static func schema(_ codes: [Code], payload: Schema?, isBeside: Bool) -> Schema {
        payload ?? .object([])
    }

    public static func schema(_ codes: [Code]) -> Schema {
        let names = Set(codes.map(\.name)).sorted()
        return .object([
            SchemaMember(
                "error",
                .object([
                    SchemaMember("code", .choice(names)), SchemaMember("message", .text()),
                ])
            )
        ])
    }
}
