import HTTP
import JSON
import ServiceKit
import Testing

@testable import SandboxServer

@Suite struct UserTests {
    @Test func apps() async throws {
        let apps = try #require(
            try await SandboxWorld().get("/sandbox/apps").json["apps"]?.array
        )
        #expect(apps.compactMap { $0["app_id"]?.integer } == [1, 2, 3])
        #expect(apps.compactMap { $0["oper_id"]?.integer } == [1, 1, 2])
        #expect(
            apps.compactMap { $0["appid"]?.string }
                == ["wx6b756d7175617401", "wx6b756d7175617402", "wx6b756d7175617403"]
        )
        #expect(apps.compactMap { $0["name"]?.string } == ["金桔积分", "金桔优选", "金桔挖宝"])
        let secrets = Set(apps.compactMap { $0["secret"]?.string })
        #expect(secrets.count == 3)
        #expect(secrets.allSatisfy { $0.utf8.count == 32 })
    }

    @Test func demoUsers() async throws {
        let users = try await SandboxWorld().get("/sandbox/users").json["users"]?.array
        #expect(users?.compactMap { $0["name"]?.string } == ["xiaoming", "xiaohong", "laowang"])
        #expect(users?.compactMap { $0["nickname"]?.string } == ["小明", "小红", "老王"])
        #expect(users?.allSatisfy { $0["identities"]?.array?.count == 3 } == true)
    }

    /// The same name changes what is given and keeps the rest, the openids too.
    @Test func madeAndChanged() async throws {
        let world = try await SandboxWorld()
        let made = try await world.post(
            "/sandbox/users",
            #"{"name":"lili","nickname":"丽丽","phone":"13900139000","gender":2,"#
                + #""avatar":"https://example.com/a.png","steps":[1,2]}"#
        ).json
        #expect(made["nickname"]?.string == "丽丽")
        let changed = try await world.post(
            "/sandbox/users",
            #"{"name":"lili","nickname":"莉莉","unionid":false}"#
        ).json
        #expect(changed["nickname"]?.string == "莉莉")
        #expect(changed["phone"]?.string == "13900139000")
        #expect(changed["gender"]?.integer == 2)
        #expect(changed["steps"] == .array([.integer(1), .integer(2)]))
        let openids = { (user: JSONValue) in
            user["identities"]?.array?.compactMap { $0["openid"]?.string }
        }
        #expect(openids(changed) == openids(made))
        #expect(Set(openids(made) ?? []).count == 3)
        #expect(changed["identities"]?.array?.contains { $0["unionid"] != nil } == false)
        let count = try await world.get("/sandbox/users").json["users"]?.array?.count
        #expect(count == 4)
    }

    @Test(arguments: [
        "{", "[]", "7", "{}", #"{"name":""}"#, #"{"name":7}"#,
        #"{"name":"a","surname":"b"}"#, #"{"name":"a","name":"a"}"#,
        #"{"name":"a","gender":3}"#, #"{"name":"a","gender":"1"}"#,
        #"{"name":"a","phone":"+86"}"#, #"{"name":"a","phone":"1390013900x"}"#,
        #"{"name":"a","phone":13900139000}"#, #"{"name":"a","unionid":1}"#,
        #"{"name":"a","steps":7}"#, #"{"name":"a","steps":["7"]}"#, #"{"name":"a","steps":[-1]}"#,
        #"{"name":"a","steps":[1.5]}"#, "{\"name\":\"\(String(repeating: "a", count: 65))\"}",
        "{\"name\":\"a\",\"steps\":[\(Array(repeating: "1", count: 32).joined(separator: ","))]}",
    ])
    func refused(_ body: String) async throws {
        let world = try await SandboxWorld()
        let reply = try await world.post("/sandbox/users", body)
        #expect(reply.status == 400)
        #expect(reply.error == "bad_request")
        #expect(reply.json["error"]?["message"]?.string?.isEmpty == false)
        #expect(try await world.get("/sandbox/users").json["users"]?.array?.count == 3)
    }

    @Test func anUnknownMemberIsNamed() async throws {
        let reply = try await SandboxWorld().post("/sandbox/code", #"{"usr":"xiaoming"}"#)
        let message = reply.json["error"]?["message"]?.string
        #expect(message == "There is no member usr here; known are: user, appid.")
    }

    @Test(arguments: [
        (#"{"user":"nobody"}"#, 404, "user_unknown"),
        (#"{"user":"xiaoming","appid":"wx0"}"#, 404, "app_unknown"),
        ("", 400, "bad_request"), ("{}", 400, "bad_request"),
    ])
    func noCode(_ body: String, _ status: Int, _ code: String) async throws {
        let reply = try await SandboxWorld().post("/sandbox/code", body)
        #expect(reply.status == status)
        #expect(reply.error == code)
    }

    /// Without an appid a code is for the first app.
    @Test func theFirstAppIsTheDefault() async throws {
        let world = try await SandboxWorld()
        let code = try await world.post("/sandbox/code", #"{"user":"xiaoming"}"#).json["code"]?
            .string
        #expect(try await world.login(code: code ?? "").json["openid"] != nil)
    }

    @Test func reset() async throws {
        let world = try await SandboxWorld()
        let code = try await world.code()
        let before = try await world.login()["openid"]?.string
        let credentials = try await world.credentials()
        _ = try await world.post("/sandbox/users", #"{"name":"lili"}"#)
        #expect(try await world.post("/sandbox/reset", "").status == 200)
        #expect(try await world.get("/sandbox/users").json["users"]?.array?.count == 3)
        #expect(try await world.login(code: code).errcode == 40029)
        #expect(try await world.login()["openid"]?.string != before)
        #expect(try await world.credentials() == credentials)
    }

    /// Names are octets: two spellings of é are two users.
    @Test func namesAreOctets() async throws {
        let world = try await SandboxWorld()
        _ = try await world.post("/sandbox/users", #"{"name":"\u00e9"}"#)
        _ = try await world.post("/sandbox/users", #"{"name":"e\u0301"}"#)
        #expect(try await world.get("/sandbox/users").json["users"]?.array?.count == 5)
    }

    @Test func aSecondStartKeepsEverything() async throws {
        let world = try await SandboxWorld()
        let before = try await world.get("/sandbox/users").text
        let credentials = try await world.credentials()
        try await world.advance(3600)
        #expect(world.world.clock.move(toOffsetMilliseconds: 0))
        try await world.sandbox.prepare()
        #expect(try await world.get("/sandbox/users").text == before)
        #expect(try await world.credentials() == credentials)
        #expect(world.world.clock.offsetMilliseconds == 3_600_000)
    }
}
