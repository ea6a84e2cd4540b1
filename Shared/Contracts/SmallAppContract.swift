public import Basics
import HTTP
public import JSON

/// `smallapp`: `{"code":0,"msg":"成功","data":{…}}`; `data` is always there, so that a client may
/// look into it without asking.
public enum SmallAppContract: Contract {
    public static let name = "smallapp"
    public static let success = Code(0, "成功")
    public static let missing = Code(-1, "参数不能为空")

    public static func code(for failure: TransportFailure) -> Code {
        Code(-failure.rawValue, failure.text)
    }

    public static func append<Payload: Encodable>(
        _ code: Code,
        _ payload: Payload,
        to buffer: inout OctetBuffer
    ) throws {
        Envelope.open(code, number: "code", text: "msg", &buffer)
        try Envelope.append("data", payload, to: &buffer)
        buffer.append(literal: "}")
    }

    public static func append(_ code: Code, to buffer: inout OctetBuffer) {
        Envelope.open(code, number: "code", text: "msg", &buffer)
        buffer.append(literal: ",\"data\":{}}")
    }

    public static func schema(_ codes: [Code], payload: Schema?, isBeside: Bool) -> Schema {
        let head = Envelope.head(codes, number: "code", text: "msg")
        return .object(head + [SchemaMember("data", payload ?? .object([]))])
    }

    public static func schema(_ codes: [Code]) -> Schema {
        schema(codes, payload: nil, isBeside: false)
    }
}
