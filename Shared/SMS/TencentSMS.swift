import Basics
import HTTP
import HTTPClient
import JSON

/// Tencent Cloud's `SendSms`.
struct TencentSMS: Sendable {
    let account: SMSAccount
    let sdkAppID: String
    let region: String
    let origin: Origin

    private static let contentType = "application/json; charset=utf-8"
    private static let action = "SendSms"

    private struct Body: Encodable {
        let PhoneNumberSet: [String]
        let SmsSdkAppId: String
        let SignName: String
        let TemplateId: String
        let TemplateParamSet: [String]
    }

    func request(
        for message: SMSMessage,
        at now: UnixTime
    ) throws(SMSFailure) -> ClientRequest {
        let content = Body(
            PhoneNumberSet: [
                message.mobile.hasPrefix("+") ? message.mobile : "+86\(message.mobile)"
            ],
            SmsSdkAppId: sdkAppID,
            SignName: message.template.sign,
            TemplateId: message.template.id,
            TemplateParamSet: message.parameters.map(\.value)
        )
        guard let body = try? JSONOutput.encode(content) else { throw .badNumber }
        let signing = TC3(
            service: "sms",
            timestamp: now.seconds,
            headers: [
                ("content-type", Self.contentType), ("host", origin.authority),
                ("x-tc-action", Self.action),
            ]
        )
        var request = origin.request(.post, "/")
        let authorization = signing.authorization(
            body,
            keyID: account.keyID,
            secret: account.secret
        )
        for (name, value) in [
            ("Content-Type", Self.contentType), ("X-TC-Action", Self.action),
            ("X-TC-Version", "2021-01-11"), ("X-TC-Timestamp", "\(now.seconds)"),
            ("X-TC-Region", region), ("Authorization", authorization),
        ] {
            request.headers.set(name, value)
        }
        request.body = .bytes(body)
        request.maximumResponseBytes = SMSExchange.maximumAnswerBytes
        return request
    }

    /// Nothing, if the one number's message is on its way.
    static func check(_ answer: JSONValue) throws(SMSFailure) {
        guard let response = answer["Response"] else { throw .brokenAnswer }
        if let error = response["Error"] {
            throw failure(error["Code"]?.string ?? "", error["Message"]?.string ?? "")
        }
        guard let status = response["SendStatusSet"]?.array?.first,
            let code = status["Code"]?.string
        else { throw .brokenAnswer }
        if code != "Ok" { throw failure(code, status["Message"]?.string ?? "") }
    }

    private static func failure(_ code: String, _ message: String) -> SMSFailure {
        switch code {
        case "InternalError", "RequestLimitExceeded": .busy
        case "InvalidParameterValue.IncorrectPhoneNumber",
            "FailedOperation.PhoneNumberInBlacklist":
            .badNumber
        case _ where code.hasPrefix("LimitExceeded."): .limitReached
        case _ where code.hasPrefix("InternalError."): .busy
        case _ where code.hasPrefix("RequestLimitExceeded."): .busy
        default: .configuration(SMSRefusal(code: code, message: message))
        }
    }
}
