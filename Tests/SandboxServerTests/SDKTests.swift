import Basics
import Crypto
import HTTP
import JSON
import ServiceKit
import Testing

@testable import SandboxServer

/// What public SDKs tripped over at the edges.
@Suite struct SDKTests {
    /// Some read the field on every answer that went well.
    @Test func nothingHasAContentType() async throws {
        let world = try await SandboxWorld()
        let caller = PayCaller(world: world)
        _ = try await caller.send(.post, PayCaller.orders, caller.order())
        let reply = try await caller.send(
            .post,
            "/v3/pay/transactions/out-trade-no/T000001/close",
            #"{"mchid":"1660000109"}"#
        )
        #expect(reply.status == 204 && reply.text.isEmpty)
        #expect(reply.headers["Content-Type"]?.hasPrefix("application/json") == true)
    }

    @Test(arguments: ["aa", "AA"])
    func serialNumbersInEitherCase(_ pattern: String) async throws {
        let world = try await SandboxWorld()
        var caller = PayCaller(world: world)
        let serial = try await world.sandbox.payKeys(PayMerchant.firstID).merchantSerial
        caller.serial = pattern == "aa" ? serial.lowercased() : serial.uppercased()
        #expect(try await caller.send(.post, PayCaller.orders, caller.order()).status == 200)
    }

    /// 45 characters of three octets are 135.
    @Test(
        arguments: [
            ("description", String(repeating: "金", count: 42) + "x", nil),
            ("description", String(repeating: "金", count: 45), 135),
            ("description", String(repeating: "x", count: 128), 128),
            ("attach", String(repeating: "金", count: 43), 129),
            ("out_trade_no", "T0001", 5),
        ] as [(String, String, Int64?)]
    )
    func lengthsAreOctets(_ name: String, _ text: String, _ octets: Int64?) async throws {
        let caller = PayCaller(world: try await SandboxWorld())
        let old = [
            "description": #""description":"金桔""#, "out_trade_no": #""out_trade_no":"T000001""#,
        ]
        let member = #""\#(name)":"\#(text)""#
        let order =
            if let old = old[name] {
                try await caller.order(old, member)
            } else {
                try await caller.order(#""amount""#, member + #","amount""#)
            }
        let reply = try await caller.send(.post, PayCaller.orders, order)
        guard let octets else {
            #expect(reply.status == 200, "\(reply.text)")
            return
        }
        #expect(reply.status == 400 && reply.json["code"]?.string == "PARAM_ERROR")
        #expect(reply.json["detail"]?["value"] == .integer(octets))
        #expect(reply.json["detail"]?["field"]?.string == "/\(name)")
    }

    @Test func aWrongNumberIsShownAsOne() async throws {
        let caller = PayCaller(world: try await SandboxWorld())
        let order = try await caller.order(#""total":100"#, #""total":0"#)
        let reply = try await caller.send(.post, PayCaller.orders, order)
        #expect(reply.status == 400 && reply.json["detail"]?["value"] == .integer(0))
    }

    @Test(arguments: [("", 200), ("RSA", 200), ("ALL", 200), ("SM2", 404)])
    func certificatesOfTheKindThatWasAskedFor(_ kind: String, _ status: Int) async throws {
        let world = try await SandboxWorld()
        let caller = PayCaller(world: world)
        // At first there are none, as for every merchant of today.
        #expect(try await caller.send(.get, "/v3/certificates").status == 404)
        _ = try await world.post("/sandbox/merchant", #"{"certificates":true}"#)
        let query = kind.isEmpty ? "" : "?algorithm_type=\(kind)"
        #expect(try await caller.send(.get, "/v3/certificates" + query).status == status)
    }

    @Test(
        arguments: [
            ("localhost:8090", nil, "http://localhost:8090"),
            ("api.mch.weixin.qq.com", nil, "https://api.mch.weixin.qq.com"),
            ("api.wechatpay.cn", nil, "https://api.wechatpay.cn"),
            ("pay.test", "https", "https://pay.test"), ("pay.test", "http", "http://pay.test"),
            ("weixin.qq.com.evil.test", nil, "http://weixin.qq.com.evil.test"),
        ] as [(String, String?, String)]
    )
    func links(_ host: String, _ scheme: String?, _ origin: String) async throws {
        var sandbox = try await SandboxWorld().sandbox
        var request = Request(
            method: .get,
            target: try #require(RequestTarget("/")),
            headers: HeaderFields([("Host", host)]),
            remote: RemoteAddress(text: "127.0.0.1")
        )
        if let scheme { request.headers.add("X-Forwarded-Proto", scheme) }
        #expect(sandbox.origin(of: request) == origin)
        // From elsewhere nobody is believed.
        let far = Request(
            method: .get,
            target: request.target,
            headers: request.headers,
            remote: RemoteAddress(text: "203.0.113.7")
        )
        if scheme == "https" { #expect(sandbox.origin(of: far) == "http://pay.test") }
        sandbox.publicOrigin = "https://set.test"
        #expect(sandbox.origin(of: request) == "https://set.test")
    }

    /// In WeChat's shape, so that an SDK says what is wrong.
    @Test func interfacesThatAreNotThere() async throws {
        let world = try await SandboxWorld()
        for path in ["/cgi-bin/nothing", "/wxa/nothing", "/sns/nothing", "/wxaapi/nothing"] {
            let reply = try await world.get(path)
            #expect(reply.status == 200 && reply.errcode == 40066, "\(path) \(reply.text)")
        }
        let pay = try await world.get("/v3/nothing")
        #expect(pay.status == 404 && pay.json["code"]?.string == "NOT_FOUND")
        #expect(pay.json["message"]?.string?.isEmpty == false)
        #expect(try await world.get("/nothing").status == 404)
    }

    @Test func furtherInterfaces() async throws {
        let world = try await AppWorld()
        _ = try await world.control("/sandbox/templates", #"{"template_id":"t-1"}"#)
        func get(_ path: String) async throws -> JSONValue {
            try await world.sandbox.get("\(path)?access_token=\(world.token)").json
        }
        let templates = try await get("/wxaapi/newtmpl/gettemplate")["data"]?.array
        #expect(templates?.contains { $0["priTmplId"]?.string == "t-1" } == true)
        for path in ["/cgi-bin/getcallbackip", "/cgi-bin/get_api_domain_ip"] {
            #expect(try await get(path)["ip_list"]?.array?.isEmpty == false)
        }
        let link = try await world.call("/wxa/generate_urllink", #"{"path":"pages/index/index"}"#)
        #expect(link.json["url_link"]?.string?.hasPrefix("https://wxaurl.cn/") == true)
        #expect(try await world.call("/wxa/generate_urllink", #"{"path":"/x"}"#).errcode == 41030)
        #expect(try await world.sandbox.get("/cgi-bin/getcallbackip").errcode == 41001)
    }

    /// As older SDKs of Aliyun ask: everything is a parameter, the signature is HMAC-SHA1. The text is
    /// signed here by hand, after Aliyun's page on signature version 1.0.
    @Test(arguments: [(true, false), (false, false), (true, true), (false, true)])
    func aliyunsOlderWay(_ isForm: Bool, _ isForged: Bool) async throws {
        let world = try await SandboxWorld()
        let time = CivilZone(offsetSeconds: 0).text(at: world.world.clock.real.now())
        let fields = [
            ("AccessKeyId", "sandbox"), ("Action", "SendSms"), ("Format", "JSON"),
            ("PhoneNumbers", "13800138001"), ("RegionId", "cn-hangzhou"), ("SignName", "金桔"),
            ("SignatureMethod", "HMAC-SHA1"), ("SignatureNonce", "n-1"),
            ("SignatureVersion", "1.0"),
            ("TemplateCode", "SMS_1"), ("TemplateParam", #"{"code":"1234"}"#),
            ("Timestamp", time.replacing(" ", with: "T") + "Z"), ("Version", "2017-05-25"),
        ]
        let canonical = fields.map { "\(PercentCoding.encode($0.0))=\(PercentCoding.encode($0.1))" }
            .joined(separator: "&")
        let text = "POST&%2F&" + PercentCoding.encode(canonical)
        let code = HMAC.sha1(key: Bytes((isForged ? "wrong&" : "sandbox&").utf8), Bytes(text.utf8))
        let signed = canonical + "&Signature=" + PercentCoding.encode(Base64.encode(code))
        let reply =
            isForm
            ? try await world.send(.post, "/", signed)
            : try await world.send(.post, "/?" + signed, "")
        #expect(
            reply.json["Code"]?.string == (isForged ? "SignatureDoesNotMatch" : "OK"),
            "\(reply)"
        )
        let sent = try await world.get("/sandbox/sms?mobile=13800138001").json["messages"]?.array
        #expect(sent?.count ?? 0 == (isForged ? 0 : 1))
    }
}
