import AuthDomain
import Basics
import HTTP
import JSON
import ServiceKit
import Storage
import Testing
import WeChat

@testable import AuthServer

@Suite struct WxAuthTests {
    private static let base = "/miniprog/wx_auth"

    /// A world in which o1 has asked for the openid; the answer's only result.
    private func world() async throws -> (AuthWorld, JSONValue) {
        let world = try await AuthWorld()
        return (world, try await open("o1", "a", in: world))
    }

    private func open(
        _ openid: ExternalID,
        _ code: String,
        in world: AuthWorld
    ) async throws -> JSONValue {
        world.weChat.code(code, of: openid)
        let answer = await world.harness.call(
            .get,
            Self.base + "/get_openid_by_code",
            ["code": code]
        )
        #expect(answer.status == 200 && answer.code == 0)
        return try #require(answer.json["results"]?.array?.first)
    }

    private func post(
        _ name: String,
        _ parameters: [String: String],
        as identity: Identity? = nil,
        in world: AuthWorld
    ) async -> Answer {
        await world.harness.call(.post, "\(Self.base)/\(name)", parameters, as: identity)
    }

    private func handle(_ opened: JSONValue) -> String { opened["session_key"]?.string ?? "" }

    @Test func opensWithAHandleInsteadOfTheSessionKey() async throws {
        let (world, opened) = try await world()
        #expect(opened["openid"]?.string == "o1")
        #expect(opened["is_registered"] == .bool(false))
        #expect(opened["token"]?.string?.isEmpty == false)
        let key = Base64.encode(Bytes(repeating: 7, count: 16))
        #expect(handle(opened).utf8.count > 40 && handle(opened) != key)
        for (code, status) in [("", 1), (" ", 1), ("invented", 3)] as [(String, Int64)] {
            let answer = await world.harness.call(
                .get,
                Self.base + "/get_openid_by_code",
                ["code": code]
            )
            #expect(answer.status == 403 && answer.code == status)
            #expect(answer.json["results"]?.array?.isEmpty == true)
        }
    }

    @Test func registersOnceByHandleAndLogsInAfterwards() async throws {
        let (world, opened) = try await world()
        let proof = ["openid": "o1", "session_key": handle(opened)]
        let before = await post("login", proof, in: world)
        #expect(before == Answer(403, #"{"code":6,"detail":"该用户未注册","results":[]}"#))
        let details = [
            "phone": "13800138000", "nickname": "金桔", "birthday": "1990-02-28", "gender": "2",
        ]
        let form = proof.merging(details) { $1 }
        let answer = await post("register", form, in: world)
        #expect(answer.status == 200 && answer.code == 0)
        let account = try #require(answer.json["results"]?.array?.first?["account"])
        #expect(account["openid"]?.string == "o1" && account["phone"]?.string == "13800138000")
        #expect(account["phone_verified"] == .bool(false) && account["gender"]?.integer == 2)
        #expect(account["birthday"]?.string == "1990-02-28")
        #expect(account["created_at"]?.string == "2026-01-15 12:00:00")
        let again = await post("register", form, in: world)
        #expect(again == Answer(403, #"{"code":5,"detail":"该用户已注册","results":[]}"#))
        world.world.time.advance(seconds: 5)
        let login = await post(
            "login",
            proof.merging(["wx_nickname": "新名", "wx_gender": "1", "wx_city": "广州"]) { $1 },
            in: world
        )
        let member = try #require(login.json["results"]?.array?.first)
        #expect(member["account"]?["nickname"]?.string == "新名")
        #expect(member["account"]?["city"]?.string == "广州")
        #expect(member["token"]?.string != answer.json["results"]?.array?.first?["token"]?.string)
        #expect(try await world.count("SELECT count(*) FROM session") == 1)
    }

    @Test func aTokenIsAsGoodAsAHandle() async throws {
        let (world, _) = try await world()
        let identity = try await world.identity(of: "o1")
        let form = ["openid": "o1", "phone": "13800138000"]
        #expect(await post("register", form, as: identity, in: world).code == 0)
        #expect(await post("login", [:], as: identity, in: world).code == 0)
        #expect(await post("login", ["openid": "o1"], as: identity, in: world).code == 0)
        let theirs = await post("login", ["openid": "o2"], as: identity, in: world)
        #expect(theirs.status == 403 && theirs.code == 403)
        for name in ["login", "register"] {
            let bare = await post(name, form, in: world)
            #expect(bare.status == 401 && bare.code == 401)
        }
    }

    @Test func handlesAreOfOnePersonAndExpire() async throws {
        let (world, opened) = try await world()
        let other = try await open("o2", "b", in: world)
        let identity = try await world.identity(of: "o2")
        let phone = ["phone": "13800138000"]
        var damaged = handle(opened)
        damaged.removeLast()
        let attempts: [([String: String], Identity?)] = [
            (["openid": "o1", "session_key": "invented"], nil),
            (["openid": "o1", "session_key": damaged], nil),
            (["openid": "o1", "session_key": handle(other)], nil),
            (["openid": "o2", "session_key": handle(opened)], nil),
            (["openid": "o2", "session_key": handle(opened)], identity),
            (["openid": "o2", "session_key": "invented"], identity),
        ]
        for (form, caller) in attempts {
            for name in ["register", "login"] {
                let answer = await post(
                    name,
                    form.merging(phone) { $1 },
                    as: caller,
                    in: world
                )
                #expect(answer.status == 403 && answer.code == 4)
            }
        }
        world.world.time.advance(seconds: 30 * 60)
        let late = ["openid": "o1", "session_key": handle(opened)].merging(phone) { $1 }
        #expect(await post("register", late, in: world).code == 4)
        let fresh = try await open("o1", "c", in: world)
        try await world.auth.revoke(try await world.identity(of: "o1").sid, by: "test")
        let ended = ["openid": "o1", "session_key": handle(fresh)].merging(phone) { $1 }
        #expect(await post("register", ended, in: world).code == 4)
        #expect(try await world.count("SELECT count(*) FROM registration") == 0)
    }

    @Test(
        arguments: [
            (["phone": "123"], 7), (["phone": "abcdefghijk"], 7), ([:], 1),
            (["phone": "13800138000", "birthday": "1990-02-30"], 8),
            (["phone": "13800138000", "birthday": "19900230"], 8),
            (["phone": "13800138000", "birthday": "2026-01-16"], 8),
            (["phone": "13800138000", "birthday": "1899-12-31"], 8),
            (["phone": "13800138000", "gender": "3"], 9),
            (["phone": "13800138000", "gender": "男"], 9),
            (["phone": "13800138000", "nickname": String(repeating: "x", count: 101)], 10),
            (["encrypted_phone": "AAAA"], 1), (["encrypted_phone": "***", "iv": "AAAA"], 12),
            (["code": "invented"], 15),
        ] as [([String: String], Int64)]
    )
    func refuses(_ form: [String: String], _ code: Int64) async throws {
        let (world, opened) = try await world()
        let proof = ["openid": "o1", "session_key": handle(opened)]
        let answer = await post("register", form.merging(proof) { $1 }, in: world)
        #expect(answer.status == 403 && answer.code == code)
        #expect(try await world.count("SELECT count(*) FROM registration") == 0)
    }

    @Test func oneClickVerifiesThePhone() async throws {
        let (world, opened) = try await world()
        let data = try PhoneData.phone()
        let form = [
            "openid": "o1", "session_key": handle(opened), "iv": data.iv,
            "encrypted_phone": data.encryptedData, "phone": "13700137000",
        ]
        let stale = try PhoneData.phone(key: 1)
        let refused = await post(
            "register",
            form.merging(["encrypted_phone": stale.encryptedData]) { $1 },
            in: world
        )
        #expect(refused.status == 403 && refused.code == 11)
        let answer = await post("register", form, in: world)
        let account = try #require(answer.json["results"]?.array?.first?["account"])
        #expect(account["phone"]?.string == "13800138000")
        #expect(account["phone_verified"] == .bool(true))
        let second = try await open("o2", "b", in: world)
        world.weChat.phoneCode("p", is: "13800138000")
        let joined = await post(
            "register",
            ["openid": "o2", "session_key": handle(second), "code": "p"],
            in: world
        )
        let theirs = joined.json["results"]?.array?.first?["account"]
        #expect(theirs?["id"]?.integer == account["id"]?.integer)
    }

    @Test func tellsWhoIsRegistered() async throws {
        let (world, _) = try await world()
        let identity = try await world.identity(of: "o1")
        _ = await post(
            "register",
            ["openid": "o1", "phone": "13800138000"],
            as: identity,
            in: world
        )
        let cases: [([String: String], Int, String)] = [
            (["openid": "o1"], 200, #"{"is_registered":true}"#),
            (["openid": "o1", "appid": AuthWorld.appid], 200, #"{"is_registered":true}"#),
            (["openid": "o1", "appid": AuthWorld.otherAppid], 200, #"{"is_registered":false}"#),
            (["openid": "o2"], 200, #"{"is_registered":false}"#),
        ]
        for (query, status, result) in cases {
            #expect(
                await world.harness.call(.get, Self.base + "/is_openid_registered", query)
                    == Answer(status, #"{"code":0,"detail":"成功","results":[\#(result)]}"#)
            )
        }
        for (query, code) in [([:], 1), (["openid": "o1", "appid": "wx1"], 2)]
            as [([String: String], Int64)]
        {
            let answer = await world.harness.call(
                .get,
                Self.base + "/is_openid_registered",
                query
            )
            #expect(answer.status == 403 && answer.code == code)
        }
    }
}
