public import Basics
public import HTTP
public import JSON

/// What WeChat Pay's callbacks are answered with: no content where it need not say it again,
/// `{"code":"FAIL","message":"…"}` with a status of its own otherwise. A code's number is the HTTP
/// status, 0 standing for 204.
public enum WeChatPayContract: Contract {
    public static let name = "wechatpay"
    public static let success = Code(0, "")
    public static let missing = refusal(.badRequest, "参数不能为空")

    /// It is not WeChat Pay's, or not fresh.
    public static let forged = refusal(.unauthorized, "验签失败")
    /// No such merchant account.
    public static let accountUnknown = refusal(.notFound, "商户号不存在")
    /// Nothing is said of this.
    public static let kindUnknown = refusal(.notFound, "没有这种通知")
    /// It cannot be about what it names.
    public static let contradictory = refusal(.conflict, "通知内容与订单不符")
    /// It has to come again.
    public static let unavailable = refusal(.serviceUnavailable, "请稍后重试")

    private static func refusal(_ status: Status, _ message: String) -> Code {
        Code(status.code, message, name: "FAIL")
    }

    public static func code(for failure: TransportFailure) -> Code {
        refusal(failure.status, failure.text)
    }

    public static func status(for code: Code) -> Status {
        switch code.number {
        case 0: .noContent
        case 100...599: Status(code: code.number)
        default: .internalServerError
        }
    }

    /// Success has no content: only a refusal has a body.
    public static func append<Payload: Encodable>(
        _ code: Code,
        _ payload: Payload,
        to buffer: inout OctetBuffer
    ) throws {
        append(code, to: &buffer)
    }

    public static func append(_ code: Code, to buffer: inout OctetBuffer) {
        guard code.number != 0 else { return }
        var writer = JSONWriter(appendingTo: buffer.take())
        writer.beginObject()
        writer.key("code")
        writer.string(code.name)
        writer.key("message")
        writer.string(code.text)
        writer.endObject()
        buffer = writer.finish()
    }

    public static func schema(_ codes: [Code], payload: Schema?, isBeside: Bool) -> Schema {
        .object([])
    }

    public static func schema(_ codes: [Code]) -> Schema {
        .object([
            SchemaMember("code", .choice(Set(codes.map(\.name)).sorted())),
            SchemaMember("message", .text()),
        ])
    }
}
