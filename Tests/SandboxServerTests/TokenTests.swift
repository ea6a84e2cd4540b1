import Basics
import Crypto
import HTTP
import JSON
import Testing

@testable import SandboxServer

@Suite struct TokenTests {
    private static let grant = "grant_type=client_credential"

    private static func token(_ world: SandboxWorld) async throws -> String {
        let reply = try await world.get("/cgi-bin/token?\(world.credentials())&\(grant)")
        return try #require(reply.json["access_token"]?.string)
    }

    private static func stable(
        _ world: SandboxWorld,
        forced: Bool = false
    ) async throws -> SandboxWorld.Reply {
        let app = try #require(try await world.get("/sandbox/apps").json["apps"]?.array?.first)
        return try await world.post(
            "/cgi-bin/stable_token",
            #"{"grant_type":"client_credential","appid":"\#(app["appid"]?.string ?? "")","#
                + #""secret":"\#(app["secret"]?.string ?? "")","force_refresh":\#(forced)}"#
        )
    }

    /// What WeChat says to a call with this token: nil where it is good.
    private static func check(_ world: SandboxWorld, _ token: String) async throws -> Int64? {
        let session = try await world.login()
        let key = Bytes((session["session_key"]?.string ?? "").utf8)
        let errcode = try await world.get(
            "/wxa/checksession?access_token=\(token)&openid=\(session["openid"]?.string ?? "")"
                + "&sig_method=hmac_sha256&signature=\(Hex.encode(HMAC.sha256(key: key, [])))"
        ).errcode
        return errcode == 0 ? nil : errcode
    }

    @Test func anyCallMakesANewOne() async throws {
        let world = try await SandboxWorld()
        let first = try await Self.token(world)
        let second = try await Self.token(world)
        #expect(first != second)
        #expect(first.utf8.count == 136)
        try await world.advance(299)
        #expect(try await Self.check(world, first) == nil)
        try await world.advance(1)
        #expect(try await Self.check(world, first) == 40001)
        #expect(try await Self.check(world, second) == nil)
        try await world.advance(6899)
        #expect(try await Self.check(world, second) == nil)
        try await world.advance(1)
        #expect(try await Self.check(world, second) == 42001)
    }

    @Test func onlyTheLastTwoAreKept() async throws {
        let world = try await SandboxWorld()
        let tokens = [
            try await Self.token(world), try await Self.token(world), try await Self.token(world),
        ]
        #expect(try await Self.check(world, tokens[0]) == 40001)
        #expect(try await Self.check(world, tokens[1]) == nil)
        #expect(try await Self.check(world, tokens[2]) == nil)
    }

    @Test func stableStaysTheSame() async throws {
        let world = try await SandboxWorld()
        let first = try await Self.stable(world).json
        #expect(first["expires_in"]?.integer == 7200)
        try await world.advance(6899)
        let second = try await Self.stable(world).json
        #expect(second["access_token"] == first["access_token"])
        #expect(second["expires_in"]?.integer == 301)
        try await world.advance(1)
        let third = try await Self.stable(world).json
        #expect(third["access_token"] != first["access_token"])
        #expect(third["expires_in"]?.integer == 7200)
        let old = first["access_token"]?.string ?? ""
        #expect(try await Self.check(world, old) == nil)
        try await world.advance(300)
        #expect(try await Self.check(world, old) == 42001)
    }

    @Test func theTwoKindsAreApart() async throws {
        let world = try await SandboxWorld()
        let stable = try await Self.stable(world).json["access_token"]?.string ?? ""
        let token = try await Self.token(world)
        _ = try await Self.stable(world, forced: true)
        #expect(try await Self.check(world, token) == nil)
        #expect(try await Self.check(world, stable) == 40001)
    }

    @Test func force() async throws {
        let world = try await SandboxWorld()
        let first = try await Self.stable(world).json["access_token"]
        let second = try await Self.stable(world, forced: true).json["access_token"]
        #expect(second != first)
        try await world.advance(29)
        #expect(try await Self.stable(world, forced: true).json["access_token"] == second)
        try await world.advance(1)
        #expect(try await Self.stable(world, forced: true).json["access_token"] != second)
        for _ in 0..<18 {
            try await world.advance(30)
            #expect(try await Self.stable(world, forced: true).errcode == nil)
        }
        try await world.advance(30)
        #expect(try await Self.stable(world, forced: true).errcode == 45009)
        // The next day in China begins twelve hours after noon.
        try await world.advance(12 * 3600)
        #expect(try await Self.stable(world, forced: true).errcode == nil)
    }

    @Test(arguments: [
        ("", 40002), ("grant_type=authorization_code", 40002), ("*", 40002),
        ("grant_type=client_credential", 41002),
        ("grant_type=client_credential&appid=wx1", 41004),
        ("grant_type=client_credential&appid=wx1&secret=x", 40013),
        ("grant_type=client_credential&appid=wx6b756d7175617401&secret=x", 40125),
    ])
    func tokenRefused(_ query: String, _ errcode: Int64) async throws {
        let world = try await SandboxWorld()
        let query = query == "*" ? try await world.credentials() : query
        #expect(try await world.get("/cgi-bin/token?\(query)").errcode == errcode)
        #expect(try await world.post("/cgi-bin/token?\(query)", "").errcode == errcode)
    }

    @Test(arguments: [
        ("", 44002), ("grant_type=client_credential", 47001), ("{", 47001), ("[]", 47001),
        ("{}", 40002), (#"{"grant_type":"client_credential"}"#, 41002),
        (#"{"grant_type":"client_credential","appid":"wx1"}"#, 41004),
        (#"{"grant_type":"client_credential","appid":"wx1","secret":"x"}"#, 40013),
        (
            #"{"grant_type":"client_credential","appid":"wx6b756d7175617401","secret":"x"}"#,
            40125
        ),
        (#"{"grant_type":"client_credential","force_refresh":"maybe"}"#, 47001),
    ])
    func stableRefused(_ body: String, _ errcode: Int64) async throws {
        let reply = try await SandboxWorld().post("/cgi-bin/stable_token", body)
        #expect(reply.status == 200)
        #expect(reply.errcode == errcode)
    }

    @Test func stableWantsPost() async throws {
        #expect(try await SandboxWorld().get("/cgi-bin/stable_token").errcode == 43002)
    }

    @Test(arguments: [
        ("", 41001), ("access_token=nonsense", 40001),
        ("access_token=@", 87008), ("access_token=@&sig_method=md5", 87008),
        ("access_token=@&sig_method=hmac_sha256&openid=o1", 40003),
        ("access_token=@&sig_method=hmac_sha256&openid=~", 87009),
        ("access_token=@&sig_method=hmac_sha256&openid=~&signature=00", 87009),
    ])
    func sessionRefused(_ query: String, _ errcode: Int64) async throws {
        let world = try await SandboxWorld()
        let token = try await Self.token(world)
        let openid = try await world.login()["openid"]?.string ?? ""
        let filled = query.map { $0 == "@" ? token : $0 == "~" ? openid : String($0) }.joined()
        for path in ["/wxa/checksession", "/wxa/resetusersessionkey"] {
            #expect(try await world.get("\(path)?\(filled)").errcode == errcode)
        }
    }

    @Test func resetSessionKey() async throws {
        let world = try await SandboxWorld()
        let token = try await Self.token(world)
        let session = try await world.login()
        let key = try #require(session["session_key"]?.string)
        let query =
            "access_token=\(token)&openid=\(session["openid"]?.string ?? "")"
            + "&sig_method=hmac_sha256&signature="
            + Hex.encode(HMAC.sha256(key: Bytes(key.utf8), []))
        let reply = try await world.get("/wxa/resetusersessionkey?\(query)").json
        let new = try #require(reply["session_key"]?.string)
        #expect(new != key)
        #expect(reply["openid"] == session["openid"])
        #expect(try await world.login()["session_key"]?.string == new)
        #expect(try await world.get("/wxa/checksession?\(query)").errcode == 87009)
    }
}
