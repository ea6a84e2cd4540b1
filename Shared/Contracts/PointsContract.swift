public import Basics
import HTTP
public import JSON

/// `points`: `{"code":0,"msg":"成功","data":…}`, without `data` where there is none.
public enum PointsContract: Contract {
    public static let name = "points"
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
        if Payload.self is any BesideEnvelope.Type {
            try Envelope.appendMembers(of: payload, to: &buffer)
        } else if Payload.self != NoData.self {
            try Envelope.append("data", payload, to: &buffer)
        }
        buffer.append(literal: "}")
    }

    public static func append(_ code: Code, to buffer: inout OctetBuffer) {
        Envelope.open(code, number: "code", text: "msg", &buffer)
        buffer.append(literal: "}")
    }

    public static func schema(_ codes: [Code], payload: Schema?, isBeside: Bool) -> Schema {
        let head = Envelope.head(codes, number: "code", text: "msg")
        guard !isBeside else { return .object(head + (payload?.members ?? [])) }
        return .object(head + (payload.map { [SchemaMember("data", $0)] } ?? []))
    }

    public static func schema(_ codes: [Code]) -> Schema {
        .object(Envelope.head(codes, number: "code", text: "msg"))
    }
}
