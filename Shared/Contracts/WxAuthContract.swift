public import Basics
public import HTTP
public import JSON

/// `wx_auth`: `{"code":0,"detail":"成功","results":[…]}`; `results` is a list of at most one.
public enum WxAuthContract: Contract {
    public static let name = "wx_auth"
    public static let success = Code(0, "成功")
    public static let missing = Code(1, "参数不能为空")

    public static func code(for failure: TransportFailure) -> Code {
        Code(failure.rawValue, failure.text)
    }

    /// 200 for success, 403 for a business error.
    public static func status(for code: Code) -> Status {
        code.number == 0 ? .ok : .forbidden
    }

    public static func append<Payload: Encodable>(
        _ code: Code,
        _ payload: Payload,
        to buffer: inout OctetBuffer
    ) throws {
        guard Payload.self != NoData.self else { return append(code, to: &buffer) }
        Envelope.open(code, number: "code", text: "detail", &buffer)
        buffer.append(literal: ",\"results\":[")
        try JSONOutput.append(payload, to: &buffer)
        buffer.append(literal: "]}")
    }

    public static func append(_ code: Code, to buffer: inout OctetBuffer) {
        Envelope.open(code, number: "code", text: "detail", &buffer)
        buffer.append(literal: ",\"results\":[]}")
    }

    public static func schema(_ codes: [Code], payload: Schema?, isBeside: Bool) -> Schema {
        let results = Schema.list(payload ?? .anything, maximum: payload == nil ? 0 : 1)
        let head = Envelope.head(codes, number: "code", text: "detail")
        return .object(head + [SchemaMember("results", results)])
    }

    public static func schema(_ codes: [Code]) -> Schema {
        schema(codes, payload: nil, isBeside: false)
    }
}
