import Basics
import HTTP
import JSON
import ServiceKit

/// A request to WeChat Pay whose signature is good.
struct PayCall: Sendable {
    /// Null where there was no body.
    let body: JSONValue
    let query: Parameters
    let raw: RawCall
    let keys: PayKeys
    /// The platform key that the caller named in `Wechatpay-Serial`: the one its answers are to be
    /// signed with, and that was used to encrypt.
    let platformSerial: String?
    /// Where the caller found the sandbox, as links to it begin.
    let origin: String

    /// The kind of key that callbacks about this are signed with.
    var keyKind: PayKeyKind {
        platformSerial == keys.publicKey.serial ? .publicKey : .certificate
    }

    func capture(_ name: String) -> String { raw.capture(name) }

    /// The merchant that is named has to be the one who signed.
    func checkMerchant(_ mchid: String) throws {
        guard mchid == keys.mchid else { throw PayError.merchantDiffers }
    }

    func queryText(_ name: StaticString, _ label: String) throws -> String {
        guard let text = try? query.optionalText(name) else {
            throw PayError.parameter(
                "输入源“/query/\(name)”映射到字段“\(label)”必填性规则校验失败，此字段为必填项",
                "/\(name)",
                issue: "此字段为必填项",
                in: "query"
            )
        }
        return text
    }
}

/// What WeChat Pay answers when it does what it is asked.
struct PayAnswer: Sendable {
    var status = Status.ok
    var body: Bytes = []
    var type = "application/json; charset=utf-8"
    /// Files are not signed.
    var isSigned = true

    static func json(_ value: some Encodable) throws -> PayAnswer {
        PayAnswer(body: try JSONOutput.encode(value))
    }

    /// 204. It has the field like every other: SDKs read it on each answer that went well.
    static let nothing = PayAnswer(status: .noContent)
}
