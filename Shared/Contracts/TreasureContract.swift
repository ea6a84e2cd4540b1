public import Basics
import HTTP
public import JSON

/// `treasure`: `{"status":0,"msg":"成功",…}`; the payload's members stand beside `status`.
public enum TreasureContract: Contract {
    public static let name = "treasure"
    public static let success = Code(0, "成功")
    public static let missing = Code(1, "参数不能为空")

    public static func code(for failure: TransportFailure) -> Code {
        Code(failure.rawValue, failure.text)
    }

    public static func append<Payload: Encodable>(
        _ code: Code,
        _ payload: Payload,
        to buffer: inout OctetBuffer
    ) throws {
        Envelope.open(code, number: "status", text: "msg", &buffer)
        try Envelope.appendMembers(of: payload, to: &buffer)
        buffer.append(literal: "}")
    }

    public static func append(_ code: Code, to buffer: inout OctetBuffer) {
        Envelope.open(code, number: "status", text: "msg", &buffer)
        buffer.append(literal: "}")
    }

    public static func schema(_ codes: [Code], payload: Schema?, isBeside: Bool) -> Schema {
        let head = Envelope.head(codes, number: "status", text: "msg")
        return .object(head + (payload?.members ?? []))
    }

    public static func schema(_ codes: [Code]) -> Schema {
        .object(Envelope.head(codes, number: "status", text: "msg"))
    }
}
