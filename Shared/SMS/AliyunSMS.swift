import Basics
import Crypto
import HTTP
import HTTPClient
import JSON

/// Aliyun's `SendSms`.
struct AliyunSMS: Sendable {
    let account: SMSAccount
    let origin: Origin

    func request(
        for message: SMSMessage,
        at now: UnixTime,
        nonce: String
    ) throws(SMSFailure) -> ClientRequest {
        let signing = ACS3(
            query: [
                ("PhoneNumbers", Self.number(message.mobile)),
                ("SignName", message.template.sign),
                ("TemplateCode", message.template.id),
                ("TemplateParam", Self.parameters(message.parameters)),
            ],
            headers: [
                ("host", origin.authority),
                ("x-acs-action", "SendSms"),
                ("x-acs-content-sha256", Canonical.hash([])),
                ("x-acs-date", CivilZone.utc.rfc3339(at: now)),
                ("x-acs-signature-nonce", nonce),
                ("x-acs-version", "2017-05-25"),
            ]
        )
        var request = origin.request(.post, "/?" + signing.canonicalQuery)
        for (name, value) in signing.headers { request.headers.set(name, value) }
        request.headers.set(
            "Authorization",
            signing.authorization([], keyID: account.keyID, secret: account.secret)
        )
        request.maximumResponseBytes = SMSExchange.maximumAnswerBytes
        return request
    }

    /// Nothing, if the message is on its way.
    static func check(_ answer: JSONValue) throws(SMSFailure) {
        guard let code = answer["Code"]?.string else { throw .brokenAnswer }
        switch code {
        case "OK": return
        case "isv.BUSINESS_LIMIT_CONTROL", "isv.DAY_LIMIT_CONTROL", "isv.MONTH_LIMIT_CONTROL":
            throw .limitReached
        case "isv.MOBILE_NUMBER_ILLEGAL", "isv.MOBILE_COUNT_OVER_LIMIT",
            "isv.BLACK_KEY_CONTROL_LIMIT":
            throw .badNumber
        case "isp.SYSTEM_ERROR", "isp.GATEWAY_TIMEOUT", "ServiceUnavailable", "InternalError",
            "Throttling":
            throw .busy
        case _ where code.hasPrefix("Throttling."): throw .busy
        default:
            throw .configuration(
                SMSRefusal(code: code, message: answer["Message"]?.string ?? "")
            )
        }
    }

    /// Mainland numbers bare, others with their country's code and without the `+`.
    private static func number(_ mobile: String) -> String {
        mobile.hasPrefix("+86")
            ? String(mobile.dropFirst(3))
            : mobile.hasPrefix("+") ? String(mobile.dropFirst()) : mobile
    }

    private static func parameters(_ parameters: [SMSMessage.Parameter]) -> String {
        var json = JSONWriter()
        json.beginObject()
        for parameter in parameters {
            json.key(parameter.name)
            json.string(parameter.value)
        }
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
