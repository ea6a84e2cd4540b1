public import Basics
import HTTP
public import JSON

/// `merchants`: `{"code":0,"message":"请求成功","data":{…}}`; `data` is an object on success, also
/// where there is nothing to say, and absent on failure.
public enum MerchantsContract: Contract {
    public static let name = "merchants"
    public static let success = Code(0, "请求成功")
    public static let missing = Code(10001, "参数不能为空")
    public static let identityGone: Code? = Code(70010, "微信openId不存在")

    /// Its global table of codes.
    public static func code(for failure: TransportFailure) -> Code {
        switch failure {
        case .unreadable, .timedOut, .bodyTooLarge, .targetTooLong, .unsupportedMediaType,
            .headTooLarge, .keyReused:
            Code(10001, failure.text)
        case .unauthenticated: Code(10007, "token无效或不存在")
        case .forbidden: Code(10003, failure.text)
        case .routeUnknown, .methodNotAllowed: Code(10000, "接口不存在")
        case .tooManyRequests: Code(429, failure.text)
        case .internalFault, .upstreamBroken, .unavailable, .upstreamTimedOut:
            Code(500, failure.text)
        }
    }

    public static func append<Payload: Encodable>(
        _ code: Code,
        _ payload: Payload,
        to buffer: inout OctetBuffer
    ) throws {
        Envelope.open(code, number: "code", text: "message", &buffer)
        try Envelope.append("data", payload, to: &buffer)
        buffer.append(literal: "}")
    }

    public static func append(_ code: Code, to buffer: inout OctetBuffer) {
        Envelope.open(code, number: "code", text: "message", &buffer)
        buffer.append(literal: "}")
    }

    public static func schema(_ codes: [Code], payload: Schema?, isBeside: Bool) -> Schema {
        let head = Envelope.head(codes, number: "code", text: "message")
        return .object(head + [SchemaMember("data", payload ?? .object([]))])
    }

    public static func schema(_ codes: [Code]) -> Schema {
        .object(Envelope.head(codes, number: "code", text: "message"))
    }
}
