import ServiceKit
import Basics
import Crypto
import HTTP
import JSON
import SMS
import Testing

@testable import SandboxServer

/// Calls as the SDKs of the clouds make them, and such as they would never make.
enum SMSCall {
    /// What a test may get wrong.
    struct Change: Sendable {
        var secret = "sandbox"
        var keyID = "sandbox"
        var seconds: Int64 = 0
        var header: (name: String, value: String) = ("", "")
        var sentBody: String?
        var algorithm: String?

        static let none = Change()
    }

    static func body(
        _ numbers: String = #""+8613800138001""#,
        template: String = "1110",
        sign: String = "金桔",
        params: String = #"["1234"]"#,
        app: String = "1400000000"
    ) -> String {
        #"{"PhoneNumberSet":[\#(numbers)],"SmsSdkAppId":"\#(app)","SignName":"\#(sign)","#
            + #""TemplateId":"\#(template)","TemplateParamSet":\#(params),"SessionContext":"c"}"#
    }

    static func tencent(
        _ world: SandboxWorld,
        _ body: String = body(),
        _ change: Change = .none
    ) async throws -> JSONValue {
        let timestamp = world.world.clock.real.now().seconds + change.seconds
        let type = "application/json; charset=utf-8"
        let signing = TC3(
            service: "sms",
            timestamp: timestamp,
            headers: [
                ("content-type", type), ("host", "sms.tencentcloudapi.com"),
                ("x-tc-action", "SendSms"),
            ]
        )
        var authorization = signing.authorization(
            Bytes(body.utf8),
            keyID: change.keyID,
            secret: change.secret
        )
        if let algorithm = change.algorithm {
            authorization = authorization.replacing("TC3-HMAC-SHA256", with: algorithm)
        }
        let fields = [
            ("Content-Type", type), ("Host", "sms.tencentcloudapi.com"),
            ("X-TC-Action", "SendSms"), ("X-TC-Version", "2021-01-11"),
            ("X-TC-Region", "ap-guangzhou"), ("X-TC-Timestamp", "\(timestamp)"),
            ("Authorization", authorization),
        ].map { $0.0 == change.header.name ? change.header : $0 }
        let sent = Bytes((change.sentBody ?? body).utf8)
        let reply = try await world.send(.post, "/", sent, fields: fields.filter { !$0.1.isEmpty })
        #expect(reply.status == 200)
        #expect(reply.json["Response"]?["RequestId"]?.string?.utf8.count == 36)
        return reply.json["Response"] ?? .null
    }

    static func aliyun(
        _ world: SandboxWorld,
        numbers: String = "13800138001",
        template: String = "SMS_1",
        param: String = #"{"code":"1234"}"#,
        sign: String = "金桔",
        _ change: Change = .none
    ) async throws -> SandboxWorld.Reply {
        let now = world.world.clock.real.now().adding(seconds: change.seconds)
        let signing = ACS3(
            query: [
                ("PhoneNumbers", numbers), ("SignName", sign), ("TemplateCode", template),
                ("TemplateParam", param),
            ].filter { !$0.1.isEmpty },
            headers: [
                ("host", "dysmsapi.aliyuncs.com"), ("x-acs-action", "SendSms"),
                ("x-acs-content-sha256", Hex.encode(SHA256.hash([]))),
                ("x-acs-date", CivilZone(offsetSeconds: 0).rfc3339(at: now)),
                ("x-acs-signature-nonce", "n"), ("x-acs-version", "2017-05-25"),
            ]
        )
        let authorization = signing.authorization([], keyID: change.keyID, secret: change.secret)
        let fields = (signing.headers + [("Authorization", authorization)])
            .map { $0.0 == change.header.name ? change.header : $0 }
            .filter { !$0.1.isEmpty }
        let sent = Bytes((change.sentBody ?? "").utf8)
        let target = "/?" + signing.canonicalQuery
        return try await world.send(.post, target, sent, fields: fields.map { ($0.0, $0.1) })
    }
}
