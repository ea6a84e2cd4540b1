import Basics
import HTTP
import JSON
import Testing

@testable import SandboxServer

@Suite struct LoginTests {
    @Test func success() async throws {
        let world = try await SandboxWorld()
        let reply = try await world.login(code: world.code())
        #expect(reply.status == 200)
        #expect(reply.headers["Content-Type"] == "text/plain")
        #expect(reply.json["errcode"] == nil)
        let openid = try #require(reply.json["openid"]?.string)
        #expect(openid.utf8.count == 28)
        #expect(openid.hasPrefix("o"))
        let key = try #require(reply.json["session_key"]?.string)
        #expect(Base64.decode(key)?.count == 16)
        #expect(reply.json["unionid"]?.string?.utf8.count == 28)
        let again = try await world.login()
        #expect(again["openid"]?.string == openid)
        #expect(again["session_key"]?.string == key)
    }

    /// The third app is bound to no open platform account; and a user can be made to have none.
    @Test func unionids() async throws {
        let world = try await SandboxWorld()
        let third = try await world.login(code: world.code(appid: "wx6b756d7175617403"), app: 2)
        #expect(third.json["openid"] != nil)
        #expect(third.json["unionid"] == nil)
        let (first, second) = (
            try await world.login(),
            try await world.login(code: world.code(appid: "wx6b756d7175617402"), app: 1).json
        )
        #expect(first["unionid"] == second["unionid"])
        #expect(first["openid"] != second["openid"])
        _ = try await world.post("/sandbox/users", #"{"name":"xiaoming","unionid":false}"#)
        #expect(try await world.login()["unionid"] == nil)
    }

    /// What is wrong with the query, and what WeChat says to it; `@` stands for a good code.
    @Test(arguments: [
        ("appid=&secret=x&js_code=@", 41002), ("secret=x&js_code=@", 41002),
        ("appid=wx6b756d7175617401&js_code=@", 41004),
        ("appid=wx0000000000000000&secret=x&js_code=@", 40013),
        ("appid=wx6b756d7175617401&secret=x&js_code=@", 40125), ("*", 41008),
        ("*&js_code=", 41008), ("*&js_code=@", 40002),
        ("*&js_code=@&grant_type=client_credential", 40002),
        ("*&js_code=nonsense&grant_type=authorization_code", 40029),
        ("*&js_code=@x&grant_type=authorization_code", 40029),
        ("*&js_code=@&js_code=@&grant_type=authorization_code", 47001),
    ])
    func refused(_ query: String, _ errcode: Int64) async throws {
        let world = try await SandboxWorld()
        let good = try await world.credentials()
        let code = try await world.code()
        let filled = query.split(separator: "@", omittingEmptySubsequences: false)
            .joined(separator: code)
        let reply = try await world.get(
            "/sns/jscode2session?"
                + (filled.hasPrefix("*") ? good + filled.dropFirst() : filled)
        )
        #expect(reply.status == 200)
        #expect(reply.errcode == errcode)
        // A refusal uses nothing up.
        #expect(try await world.login(code: code).json["openid"] != nil)
    }

    @Test func anErrorHasARid() async throws {
        let reply = try await SandboxWorld().login(code: "nonsense")
        let words = try #require(reply.json["errmsg"]?.string).split(separator: " ")
        #expect(words.dropLast().joined(separator: " ") == "invalid code, rid:")
        let groups = try #require(words.last).split(separator: "-")
        #expect(groups.map(\.count) == [8, 8, 8])
        // 2026-01-15 12:00:00 in China.
        #expect(groups.first == "69686640")
    }

    @Test func aCodeIsGoodOnce() async throws {
        let world = try await SandboxWorld()
        let code = try await world.code()
        #expect(try await world.login(code: code).json["openid"] != nil)
        #expect(try await world.login(code: code).errcode == 40163)
    }

    @Test func fiftyAtOnce() async throws {
        let world = try await SandboxWorld()
        let code = try await world.code()
        let errcodes = try await withThrowingTaskGroup(of: Int64?.self) { group in
            for _ in 0..<50 { group.addTask { try await world.login(code: code).errcode } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(errcodes.filter { $0 == nil }.count == 1)
        #expect(errcodes.filter { $0 == 40163 }.count == 49)
    }

    @Test func aCodeLastsFiveMinutes() async throws {
        let world = try await SandboxWorld()
        let codes = (try await world.code(), try await world.code())
        try await world.advance(299)
        #expect(try await world.login(code: codes.0).json["openid"] != nil)
        try await world.advance(1)
        #expect(try await world.login(code: codes.1).errcode == 40029)
        #expect(try await world.login(code: codes.0).errcode == 40029)
    }

    @Test func aCodeIsForOneApp() async throws {
        let world = try await SandboxWorld()
        let code = try await world.code()
        #expect(try await world.login(code: code, app: 1).errcode == 40029)
        #expect(try await world.login(code: code).json["openid"] != nil)
    }

    @Test func theSessionKeyChangesWhenAskedTo() async throws {
        let world = try await SandboxWorld()
        let before = try await world.login()["session_key"]?.string
        _ = try await world.post(
            "/sandbox/faults",
            #"{"path":"/sns/jscode2session","kind":"rotate_session_key"}"#
        )
        let after = try await world.login()["session_key"]?.string
        #expect(after != before)
        #expect(try await world.login()["session_key"]?.string == after)
    }

    @Test func methods() async throws {
        let world = try await SandboxWorld()
        #expect(try await world.post("/sns/jscode2session", "").errcode == 43001)
        #expect(try await world.send(.put, "/sns/jscode2session").status == 405)
        #expect(try await world.get("/sns/elsewhere").errcode == 40066)
    }
}
