import JSON
import Testing

@testable import SandboxServer

@Suite struct PhoneCodeTests {
    private static let path = WeChatAPI.PhoneNumber.path

    private static func code(_ world: AppWorld, _ body: String = #"{"user":"xiaoming"}"#)
        async throws -> String
    {
        try #require(try await world.control("/sandbox/phone-code", body)["code"]?.string)
    }

    @Test func number() async throws {
        let world = try await AppWorld()
        let code = try await Self.code(world)
        let reply = try await world.call(Self.path, #"{"code":"\#(code)"}"#).json
        #expect(reply["errcode"]?.integer == 0)
        let phone = reply["phone_info"]
        #expect(phone?["phoneNumber"]?.string == "13800138001")
        #expect(phone?["purePhoneNumber"]?.string == "13800138001")
        #expect(phone?["countryCode"]?.string == "86")
        #expect(phone?["watermark"]?["appid"]?.string == AppWorld.appid)
        #expect(phone?["watermark"]?["timestamp"]?.integer != nil)
        let again = try await world.call(Self.path, #"{"code":"\#(code)"}"#)
        #expect(again.errcode == 40163)
    }

    @Test func endsAfterFiveMinutes() async throws {
        let world = try await AppWorld()
        let (first, second) = (try await Self.code(world), try await Self.code(world))
        try await world.sandbox.advance(299)
        #expect(try await world.call(Self.path, #"{"code":"\#(first)"}"#).errcode == 0)
        try await world.sandbox.advance(1)
        #expect(try await world.call(Self.path, #"{"code":"\#(second)"}"#).errcode == 40029)
    }

    @Test func isNoOtherCode() async throws {
        let world = try await AppWorld()
        let login = try await world.sandbox.code()
        #expect(try await world.call(Self.path, #"{"code":"\#(login)"}"#).errcode == 40029)
        let phone = try await Self.code(world)
        #expect(try await world.sandbox.login(code: phone).errcode == 40029)
        let other = try await Self.code(
            world,
            #"{"user":"xiaoming","appid":"wx6b756d7175617402"}"#
        )
        #expect(try await world.call(Self.path, #"{"code":"\#(other)"}"#).errcode == 40029)
    }

    @Test func openidHasToFit() async throws {
        let world = try await AppWorld()
        let code = try await Self.code(world)
        let refused = try await world.call(Self.path, #"{"code":"\#(code)","openid":"o1"}"#)
        #expect(refused.errcode == 40003)
        // Nothing was traded.
        let taken = try await world.call(Self.path, #"{"code":"\#(code)","openid":"~"}"#)
        #expect(taken.errcode == 0)
    }

    @Test(
        arguments: [
            ("", 44002), ("code=1", 47001), ("{", 47001), ("[]", 47001), ("{}", 40097),
            (#"{"code":"nonsense"}"#, 40029),
        ] as [(String, Int64)]
    )
    func refused(_ body: String, _ errcode: Int64) async throws {
        #expect(try await AppWorld().call(Self.path, body).errcode == errcode)
    }

    @Test func needsAPhone() async throws {
        let world = try await AppWorld()
        _ = try await world.control("/sandbox/users", #"{"name":"lili"}"#)
        let reply = try await world.sandbox.post("/sandbox/phone-code", #"{"user":"lili"}"#)
        #expect(reply.status == 409)
        #expect(reply.error == "phone_missing")
    }

    /// Every endpoint that wants a token says the same of one that is not good.
    @Test(
        arguments: [
            WeChatAPI.PhoneNumber.path, WeChatAPI.UnlimitedCode.path, WeChatAPI.LimitedCode.path,
            WeChatAPI.SquareCode.path, WeChatAPI.CheckText.path, WeChatAPI.CheckMedia.path,
            WeChatAPI.SendMessage.path,
        ]
    )
    func tokens(_ path: String) async throws {
        let world = try await AppWorld()
        let body =
            #"{"code":"c","scene":1,"path":"pages/a/b","version":2,"openid":"o","content":"x"}"#
        #expect(try await world.sandbox.post(path, body).errcode == 41001)
        #expect(
            try await world.sandbox.post("\(path)?access_token=nonsense", body).errcode == 40001
        )
        #expect(try await world.sandbox.get("\(path)?access_token=\(world.token)").errcode == 43002)
        try await world.sandbox.advance(7200)
        #expect(try await world.call(path, body).errcode == 42001)
    }
}
