import Basics
import Crypto
import HTTP
import JSON
import ServiceKit
import TestKit
import Testing

@testable import SandboxServer

/// Apps and merchants with names and keys of one's own.
@Suite struct OwnKeysTests {
    private static let appid = "wx8888888888888888"
    private static let secret = "0123456789abcdef0123456789abcdef"

    @Test func anApp() async throws {
        let world = try await SandboxWorld()
        let made = try await world.post(
            "/sandbox/apps",
            #"{"appid":"\#(Self.appid)","secret":"\#(Self.secret)","name":"我的"}"#
        )
        #expect(made.json["app_id"]?.integer == 4 && made.json["mchid"]?.string == "1660000109")
        let code = try await world.code(appid: Self.appid)
        let login = try await world.get(
            "/sns/jscode2session?appid=\(Self.appid)&secret=\(Self.secret)&js_code=\(code)"
                + "&grant_type=authorization_code"
        )
        let openid = try #require(login.json["openid"]?.string)
        #expect(login.json["unionid"] != nil)
        let users = try await world.get("/sandbox/users?q=\(openid)").json["users"]?.array
        #expect(users?.compactMap { $0["name"]?.string } == ["xiaoming"])
        // The same again with another secret; whoever comes later is in it, too.
        let changed = #"{"appid":"\#(Self.appid)","secret":"ffffffffffffffff","bound":false}"#
        #expect(try await world.post("/sandbox/apps", changed).json["app_id"]?.integer == 4)
        #expect(try await world.post("/sandbox/users", #"{"name":"lili"}"#).status == 200)
        let apps = try await world.get("/sandbox/apps").json["apps"]?.array
        #expect(apps?.count == 4 && apps?.last?["secret"]?.string == "ffffffffffffffff")
        #expect(apps?.last?["name"]?.string == "我的")
        let lili = try await world.get("/sandbox/users?q=lili").json["users"]?.array?.first
        #expect(lili?["identities"]?.array?.count == 4)
    }

    @Test(arguments: [
        (#"{"appid":"a b c","secret":"0123456789"}"#, "bad_request"),
        (#"{"appid":"wx88888888","secret":"short"}"#, "bad_request"),
        (#"{"appid":"wx88888888","secret":"0123456789","mchid":"1900000001"}"#, "merchant_unknown"),
    ])
    func noApp(_ body: String, _ code: String) async throws {
        let world = try await SandboxWorld()
        #expect(try await world.post("/sandbox/apps", body).error == code)
        #expect(try await world.get("/sandbox/apps").json["apps"]?.array?.count == 3)
    }

    @Test func soManyAppsAtMost() async throws {
        let world = try await SandboxWorld()
        for number in 4...100 {
            let body = #"{"appid":"wx\#(number)xx","secret":"0123456789"}"#
            #expect(try await world.post("/sandbox/apps", body).status == 200)
        }
        let reply = try await world.post(
            "/sandbox/apps",
            #"{"appid":"wxlast","secret":"0123456789"}"#
        )
        #expect(reply.error == "too_many_apps")
    }

    private static func json(_ members: [(String, String)]) throws -> String {
        let object = JSONValue.object(JSONObject(members.map { ($0.0, .string($0.1)) }))
        return String(decoding: try JSONOutput.encode(object), as: UTF8.self)
    }

    /// A merchant with a number, a key, a certificate and an APIv3 key that are known elsewhere.
    @Test func aMerchant() async throws {
        let world = try await SandboxWorld()
        let key = try RSAPrivateKey.generate()
        let certificate = try world.sandbox.certificate("1900000001", key)
        let body = try Self.json([
            ("mchid", "1900000001"), ("private_key", try key.pem), ("certificate", certificate.pem),
            ("apiv3_key", Self.secret),
        ])
        let made = try await world.send(.put, "/sandbox/merchant", body)
        #expect(made.json["serial_no"]?.string == certificate.serialNumber)
        #expect(made.json["apiv3_key"]?.string == Self.secret)
        #expect(made.json["balance"]?.integer == PayMerchant.firstBalance.fen)
        // Who signs with it is let in.
        var caller = PayCaller(world: world)
        caller.mchid = "1900000001"
        let reply = try await caller.send(
            .get,
            "/v3/pay/transactions/out-trade-no/T000001?mchid=1900000001"
        )
        #expect(reply.status == 404 && reply.json["code"]?.string == "ORDER_NOT_EXIST")
        // Another key for it: the old one is no good any more, the APIv3 key stays.
        let other = try RSAPrivateKey.generate()
        let change = try Self.json([("mchid", "1900000001"), ("private_key", try other.pem)])
        let changed = try await world.send(.put, "/sandbox/merchant", change)
        #expect(changed.json["private_key"]?.string == (try other.pem))
        #expect(changed.json["apiv3_key"]?.string == Self.secret)
        #expect(changed.json["serial_no"]?.string != certificate.serialNumber)
        let file = try await world.get("/sandbox/merchant/apiclient_key.pem?mchid=1900000001")
        #expect(file.text == (try other.pem))
    }

    @Test func keysThatAreNone() async throws {
        let world = try await SandboxWorld()
        let (one, other) = (try RSAPrivateKey.generate(), try RSAPrivateKey.generate())
        let certificate = try world.sandbox.certificate("1900000001", one).pem
        let tries: [[(String, String)]] = [
            [("private_key", "x")], [("certificate", "x"), ("private_key", try one.pem)],
            [("certificate", certificate)],
            [("certificate", certificate), ("private_key", try other.pem)],
            [
                ("certificate", certificate), ("private_key", try one.pem),
                ("serial_no", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"),
            ],
        ]
        for members in tries {
            let body = try Self.json([("mchid", "1900000001")] + members)
            #expect(try await world.send(.put, "/sandbox/merchant", body).error == "key_unusable")
        }
        let none = try await world.get("/sandbox/merchant?mchid=1900000001")
        #expect(none.error == "merchant_unknown")
    }

    @Test(arguments: MerchantFiles.names)
    func files(_ name: String) async throws {
        let world = try await SandboxWorld()
        let merchant = try await world.get("/sandbox/merchant").json
        let texts = [
            "apiclient_key.pem": merchant["private_key"],
            "apiclient_cert.pem": merchant["certificate"],
            "pub_key.pem": merchant["platform"]?["public_key"],
            "wechatpay_cert.pem": merchant["platform"]?["certificate"],
        ]
        let file = try await world.get("/sandbox/merchant/\(name)")
        #expect(file.status == 200 && file.text.hasPrefix("-----BEGIN "))
        #expect(texts[name]??.string == file.text)
        #expect(try await world.get("/sandbox/merchant/\(name)?mchid=1900000001").status == 404)
        let foreign = [("Host", "evil.example")]
        let refused = try await world.send(.get, "/sandbox/merchant/\(name)", fields: foreign)
        #expect(refused.status == 403)
    }
}
