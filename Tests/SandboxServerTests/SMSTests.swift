import ServiceKit
import Basics
import HTTP
import JSON
import Testing

@testable import SandboxServer

@Suite struct SMSTests {
    private static func code(_ response: JSONValue) -> String? {
        response["Error"]?["Code"]?.string
            ?? response["SendStatusSet"]?.array?.first?["Code"]?.string
    }

    private static func list(_ world: SandboxWorld, _ mobile: String) async throws -> [JSONValue] {
        try #require(try await world.get("/sandbox/sms?mobile=\(mobile)").json["messages"]?.array)
    }

    @Test func sent() async throws {
        let world = try await SandboxWorld()
        let response = try await SMSCall.tencent(world)
        let status = try #require(response["SendStatusSet"]?.array?.first)
        #expect(status["Code"]?.string == "Ok")
        #expect(status["PhoneNumber"]?.string == "+8613800138001")
        #expect(status["Fee"]?.integer == 1)
        #expect(status["SessionContext"]?.string == "c")
        #expect(status["IsoCode"]?.string == "CN")
        #expect(status["SerialNo"]?.string?.isEmpty == false)
        for mobile in ["13800138001", "+8613800138001", "8613800138001"] {
            let message = try #require(try await Self.list(world, mobile).first)
            #expect(message["mobile"]?.string == "13800138001")
            #expect(message["text"]?.string == "【金桔】1234")
            #expect(message["params"] == .array([.string("1234")]))
            #expect(message["at"]?.integer == world.world.clock.now.seconds)
        }
        #expect(try await Self.list(world, "13800138002").isEmpty)
        _ = try await world.post("/sandbox/reset", "{}")
        #expect(try await Self.list(world, "13800138001").isEmpty)
    }

    @Test func theTextOfATemplate() async throws {
        let world = try await SandboxWorld()
        _ = try await world.post(
            "/sandbox/sms/templates",
            #"{"provider":"tencent","template_id":"7","text":"验证码{1}，{2}分钟内有效"}"#
        )
        let short = SMSCall.body(template: "7")
        #expect(
            Self.code(try await SMSCall.tencent(world, short))
                == "FailedOperation.TemplateParamSetNotMatchApprovedTemplate"
        )
        let whole = SMSCall.body(template: "7", params: #"["1234","5"]"#)
        #expect(Self.code(try await SMSCall.tencent(world, whole)) == "Ok")
        let text = try await Self.list(world, "13800138001").first?["text"]?.string
        #expect(text == "【金桔】验证码1234，5分钟内有效")
    }

    @Test(arguments: [
        (SMSCall.Change(secret: "wrong"), "AuthFailure.SignatureFailure"),
        (SMSCall.Change(keyID: "nobody"), "AuthFailure.SecretIdNotFound"),
        (SMSCall.Change(seconds: 301), "AuthFailure.SignatureExpire"),
        (SMSCall.Change(seconds: -301), "AuthFailure.SignatureExpire"),
        (SMSCall.Change(sentBody: SMSCall.body(template: "2")), "AuthFailure.SignatureFailure"),
        (SMSCall.Change(header: ("Host", "other.test")), "AuthFailure.SignatureFailure"),
        (
            SMSCall.Change(header: ("Content-Type", "application/json")),
            "AuthFailure.SignatureFailure"
        ),
        (SMSCall.Change(header: ("Authorization", "")), "AuthFailure.InvalidAuthorization"),
        (SMSCall.Change(algorithm: "TC3-HMAC-SHA1"), "AuthFailure.InvalidAuthorization"),
        (SMSCall.Change(header: ("X-TC-Action", "Other")), "InvalidAction"),
        (SMSCall.Change(header: ("X-TC-Version", "2019-07-11")), "NoSuchVersion"),
        (SMSCall.Change(header: ("X-TC-Region", "")), "MissingParameter"),
        (SMSCall.Change(header: ("X-TC-Timestamp", "")), "MissingParameter"),
    ])
    func signature(_ change: SMSCall.Change, _ code: String) async throws {
        let world = try await SandboxWorld()
        #expect(Self.code(try await SMSCall.tencent(world, SMSCall.body(), change)) == code)
        #expect(try await Self.list(world, "13800138001").isEmpty)
    }

    /// The moved clock is the domain's; clients sign by the real one.
    @Test func freshnessIsReal() async throws {
        let world = try await SandboxWorld()
        try await world.advance(86_400)
        #expect(Self.code(try await SMSCall.tencent(world)) == "Ok")
    }

    @Test(arguments: [
        ("{}", "MissingParameter"), ("[", "InvalidParameter"),
        (
            #"{"PhoneNumberSet":[1],"SmsSdkAppId":"1400000000","TemplateId":"1"}"#,
            "InvalidParameter"
        ),
        (SMSCall.body(app: "1"), "InvalidParameterValue.SdkAppIdNotExist"),
        (SMSCall.body(#""+8612345""#), "InvalidParameterValue.IncorrectPhoneNumber"),
        (SMSCall.body(#""13800138""#), "InvalidParameterValue.IncorrectPhoneNumber"),
        (SMSCall.body(#""hello""#), "InvalidParameterValue.IncorrectPhoneNumber"),
        (SMSCall.body(sign: ""), "FailedOperation.SignatureIncorrectOrUnapproved"),
        (SMSCall.body(template: "x"), "FailedOperation.TemplateIncorrectOrUnapproved"),
        (SMSCall.body(params: #"["违规"]"#), "FailedOperation.ContainSensitiveWord"),
    ])
    func refused(_ body: String, _ code: String) async throws {
        let world = try await SandboxWorld()
        #expect(Self.code(try await SMSCall.tencent(world, body)) == code)
        let all = try await world.get("/sandbox/sms").json["messages"]?.array
        #expect(all?.isEmpty == true)
    }

    /// Each number by itself.
    @Test func manyNumbers() async throws {
        let numbers = #""+8613800138001","13800138001","+447700900123","x""#
        let response = try await SMSCall.tencent(SandboxWorld(), SMSCall.body(numbers))
        #expect(
            response["SendStatusSet"]?.array?.map { $0["Code"]?.string } == [
                "Ok", "LimitExceeded.PhoneNumberThirtySecondLimit", "Ok",
                "InvalidParameterValue.IncorrectPhoneNumber",
            ]
        )
    }

    @Test func limits() async throws {
        let world = try await SandboxWorld()
        func send() async throws -> String? { Self.code(try await SMSCall.tencent(world)) }
        #expect(try await send() == "Ok")
        #expect(try await send() == "LimitExceeded.PhoneNumberThirtySecondLimit")
        try await world.advance(29)
        #expect(try await send() == "LimitExceeded.PhoneNumberThirtySecondLimit")
        for _ in 0..<4 {
            try await world.advance(30)
            #expect(try await send() == "Ok")
        }
        try await world.advance(30)
        #expect(try await send() == "LimitExceeded.PhoneNumberOneHourLimit")
        try await world.advance(3600)
        for _ in 0..<5 {
            #expect(try await send() == "Ok")
            try await world.advance(30)
        }
        try await world.advance(3600)
        #expect(try await send() == "LimitExceeded.PhoneNumberDailyLimit")
        // It began at noon in China.
        try await world.advance(10 * 3600)
        #expect(try await send() == "Ok")
    }

    // MARK: Aliyun

    @Test func sentByAliyun() async throws {
        let world = try await SandboxWorld()
        let reply = try await SMSCall.aliyun(world, numbers: "13800138001,447700900123")
        #expect(reply.json["Code"]?.string == "OK", "\(reply.text)")
        #expect(reply.json["BizId"]?.string?.isEmpty == false)
        let message = try #require(try await Self.list(world, "13800138001").first)
        #expect(message["text"]?.string == "【金桔】1234")
        #expect(message["params"] == .array([.string("1234")]))
        #expect(message["provider"]?.string == "aliyun")
        #expect(try await Self.list(world, "%2B447700900123").count == 1)
    }

    @Test(arguments: [
        (SMSCall.Change(secret: "wrong"), "SignatureDoesNotMatch", 400),
        (SMSCall.Change(keyID: "nobody"), "InvalidAccessKeyId.NotFound", 404),
        (SMSCall.Change(seconds: 1000), "InvalidTimeStamp.Expired", 400),
        (SMSCall.Change(sentBody: "x"), "SignatureDoesNotMatch", 400),
        (SMSCall.Change(header: ("Authorization", "")), "MissingAuthorization", 400),
        (SMSCall.Change(header: ("x-acs-version", "1")), "InvalidAction.NotFound", 404),
        (SMSCall.Change(header: ("x-acs-signature-nonce", "m")), "SignatureDoesNotMatch", 400),
    ])
    func aliyunSignature(_ change: SMSCall.Change, _ code: String, _ status: Int) async throws {
        let world = try await SandboxWorld()
        let reply = try await SMSCall.aliyun(world, change)
        #expect(reply.json["Code"]?.string == code)
        #expect(reply.status == status)
        #expect(try await Self.list(world, "13800138001").isEmpty)
    }

    @Test func aliyunRefused() async throws {
        let world = try await SandboxWorld()
        _ = try await world.post(
            "/sandbox/sms/templates",
            #"{"provider":"aliyun","template_id":"SMS_2","text":"${code}，${minutes}分钟"}"#
        )
        for (reply, code) in [
            (try await SMSCall.aliyun(world, numbers: "138"), "isv.MOBILE_NUMBER_ILLEGAL"),
            (try await SMSCall.aliyun(world, numbers: ""), "MissingPhoneNumbers"),
            (try await SMSCall.aliyun(world, template: ""), "MissingTemplateCode"),
            (try await SMSCall.aliyun(world, template: "1"), "isv.SMS_TEMPLATE_ILLEGAL"),
            (try await SMSCall.aliyun(world, template: "SMS_2"), "isv.TEMPLATE_MISSING_PARAMETERS"),
            (try await SMSCall.aliyun(world, param: "1234"), "isv.INVALID_JSON_PARAM"),
            (try await SMSCall.aliyun(world, sign: ""), "isv.SMS_SIGNATURE_ILLEGAL"),
            (try await SMSCall.aliyun(world), "OK"),
            (try await SMSCall.aliyun(world), "isv.BUSINESS_LIMIT_CONTROL"),
        ] { #expect(reply.json["Code"]?.string == code) }
    }

    // MARK: Both

    @Test func neither() async throws {
        #expect(try await SandboxWorld().post("/", "{}").status == 404)
    }

    @Test func account() async throws {
        let account = try await SandboxWorld().get("/sandbox/sms/account").json
        #expect(account["tencent"]?["secret_id"]?.string == "sandbox")
        #expect(account["tencent"]?["sdk_app_id"]?.string == "1400000000")
        #expect(account["aliyun"]?["access_key_id"]?.string == "sandbox")
    }

    @Test func fault() async throws {
        let world = try await SandboxWorld()
        _ = try await world.post("/sandbox/faults", #"{"path":"/","kind":"errcode","times":2}"#)
        #expect(Self.code(try await SMSCall.tencent(world)) == "InternalError")
        let reply = try await SMSCall.aliyun(world)
        #expect(reply.status == 500)
        #expect(reply.json["Code"]?.string == "InternalError")
        #expect(Self.code(try await SMSCall.tencent(world)) == "Ok")
    }

    @Test(
        arguments: [
            ("/ws/geocoder/v1/", 311), ("/ws/geocoder/v1?key=K", 310),
            ("/ws/geocoder/v1?key=K&location=39.98", 310),
            ("/ws/geocoder/v1?key=K&location=99,116", 310),
            ("/ws/geocoder/v1?key=K&location=39.984154,116.307490", 113),
            ("/ws/geocoder/v1/?key=K&location=39.984154,116.307490&get_poi=1", 113),
        ] as [(String, Int64)]
    )
    func maps(_ target: String, _ status: Int64) async throws {
        let reply = try await SandboxWorld().get(target)
        #expect(reply.status == 200)
        #expect(reply.json["status"]?.integer == status)
        #expect(reply.json["message"]?.string?.isEmpty == false)
        #expect(reply.json["request_id"]?.string?.utf8.count == 32)
    }
}
