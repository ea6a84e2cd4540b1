import Basics
import Crypto
import HTTP
import JSON
import ServiceKit
import SMS
import TestKit
import Testing

@testable import SandboxServer

/// What the log says of signatures that are no good: what was to be signed, and what was.
@Suite struct SignatureAdviceTests {
    private static let target = "/v3/pay/transactions/out-trade-no/T000001?mchid=1660000109"
    private static let body = #"{"mchid":"1660000109","description":"金桔"}"#

    private static func advice(_ world: SandboxWorld) async throws -> JSONValue {
        let list = try await world.get("/sandbox/requests?limit=1").json
        let newest = try #require(list["requests"]?.array?.first)
        let entry = try await world.get("/sandbox/requests/\(newest["id"]?.integer ?? 0)").json
        let advice = try #require(entry["signature"])
        #expect(newest["mistake"] == advice["mistake"])
        return advice
    }

    @Test(arguments: [
        ("query_missing", "/v3/pay/transactions/out-trade-no/T000001"),
        ("base_missing", String(target.dropFirst(3))),
        ("whole_url", "https://api.mch.weixin.qq.com\(target)"),
        ("whole_url", "http://localhost\(target)"),
    ])
    func otherURLs(_ mistake: String, _ signed: String) async throws {
        let world = try await SandboxWorld()
        var caller = PayCaller(world: world)
        caller.signedTarget = signed
        #expect(try await caller.send(.get, Self.target).status == 401)
        let advice = try await Self.advice(world)
        #expect(advice["mistake"]?.string == mistake)
        #expect(advice["expected"]?.string?.hasPrefix("GET\n\(Self.target)\n") == true)
        #expect(advice["signed"]?.string?.hasPrefix("GET\n\(signed)\n") == true)
    }

    @Test func aURLThatWasDecoded() async throws {
        let world = try await SandboxWorld()
        var caller = PayCaller(world: world)
        caller.signedTarget = "/v3/refund/domestic/refunds/R|1"
        _ = try await caller.send(.get, "/v3/refund/domestic/refunds/R%7C1")
        #expect(try await Self.advice(world)["mistake"]?.string == "url_decoded")
    }

    @Test(arguments: [
        ("body_missing", ""), ("body_differs", #"{"mchid": "1660000109", "description": "金桔"}"#),
        ("body_differs", #"{"mchid":"1660000109","description":"\u91d1\u6854"}"#),
        ("body_differs", #"{"mchid": "1660000109", "description": "\u91d1\u6854"}"#),
        ("unknown", #"{"mchid":"1660000109"}"#),
    ])
    func otherBodies(_ mistake: String, _ signed: String) async throws {
        let world = try await SandboxWorld()
        var caller = PayCaller(world: world)
        caller.signedBody = signed
        #expect(try await caller.send(.post, PayCaller.orders, Self.body).status == 401)
        let advice = try await Self.advice(world)
        #expect(advice["mistake"]?.string == mistake)
        #expect(advice["expected"]?.string?.hasSuffix("\n\(Self.body)\n") == true)
        let fits = mistake == "unknown" ? nil : "\n\(signed)\n"
        #expect(advice["signed"]?.string?.suffix(fits?.count ?? 0) == fits.map { $0[...] })
    }

    private static let otherTexts: [(String, @Sendable (Bytes) -> Bytes)] = [
        ("last_line_end_missing", { Bytes($0.dropLast()) }),
        ("method_case", { Bytes("post".utf8) + $0.dropFirst(4) }),
        ("line_ends", { $0.flatMap { $0 == 10 ? [13, 10] : [$0] } }),
        ("line_ends_as_text", { $0.flatMap { $0 == 10 ? Bytes(#"\n"#.utf8) : [$0] } }),
    ]

    @Test func otherTexts() async throws {
        let world = try await SandboxWorld()
        for (mistake, change) in Self.otherTexts {
            var caller = PayCaller(world: world)
            caller.mistake = change
            #expect(try await caller.send(.post, PayCaller.orders, Self.body).status == 401)
            #expect(try await Self.advice(world)["mistake"]?.string == mistake)
        }
    }

    @Test func otherTimesAndCertificates() async throws {
        let world = try await SandboxWorld()
        var caller = PayCaller(world: world)
        caller.skewSeconds = -301
        _ = try await caller.send(.get, Self.target)
        #expect(try await Self.advice(world)["mistake"]?.string == "stale")
        caller.skewSeconds = 0
        caller.serial = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"
        _ = try await caller.send(.get, Self.target)
        let advice = try await Self.advice(world)
        #expect(advice["mistake"]?.string == "serial_differs")
        #expect(advice["signed"]?.string == caller.serial)
        let keys = try await world.sandbox.payKeys(PayMerchant.firstID)
        #expect(advice["expected"]?.string == keys.merchantSerial)
    }

    /// A good signature needs no advice.
    @Test func nothingIsSaid() async throws {
        let world = try await SandboxWorld()
        _ = try await PayCaller(world: world).send(.get, Self.target)
        let newest = try await world.get("/sandbox/requests?limit=1").json["requests"]?.array?.first
        #expect(newest?["kind"]?.string == "pay" && newest?["mistake"] == nil)
    }

    @Test(arguments: [
        ("host_port", SMSCall.Change(header: ("Host", "sms.tencentcloudapi.com:443"))),
        ("unknown", SMSCall.Change(secret: "other")), ("unknown", SMSCall.Change(sentBody: "{}")),
    ])
    func tencent(_ mistake: String, _ change: SMSCall.Change) async throws {
        let world = try await SandboxWorld()
        let reply = try await SMSCall.tencent(world, SMSCall.body(), change)
        #expect(reply["Error"]?["Code"]?.string?.hasPrefix("AuthFailure") == true)
        let advice = try await Self.advice(world)
        #expect(advice["expected"]?.string?.hasPrefix("POST\n/\n\n") == true)
        #expect(advice["mistake"]?.string == mistake)
        #expect((advice["signed"] == nil) == (mistake == "unknown"))
    }

    @Test(arguments: [
        ("host_port", SMSCall.Change(header: ("host", "dysmsapi.aliyuncs.com:443"))),
        ("unknown", SMSCall.Change(secret: "other")),
        ("headers_missing", SMSCall.Change(header: ("x-acs-signature-nonce", ""))),
    ])
    func aliyun(_ mistake: String, _ change: SMSCall.Change) async throws {
        let world = try await SandboxWorld()
        _ = try await SMSCall.aliyun(world, change)
        #expect(try await Self.advice(world)["mistake"]?.string == mistake)
    }
}
