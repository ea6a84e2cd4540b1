import Basics
import HTTP
import Images
import JSON
import Testing

@testable import SandboxServer

@Suite struct ContentTests {
    private static let text = WeChatAPI.CheckText.path
    private static let image = WeChatAPI.CheckImage.path

    @Test(arguments: [
        ("你好", "", "pass", 100), ("这是违规内容", "", "risky", 20006),
        ("待审", "", "review", 21000), ("待审，也违规", "", "risky", 20006),
        ("你好", #","title":"违规""#, "risky", 20006),
        ("你好", #","nickname":"待审""#, "review", 21000),
        ("你好", #","signature":"违规""#, "risky", 20006),
    ])
    func texts(_ content: String, _ more: String, _ suggest: String, _ label: Int64) async throws {
        let reply = try await AppWorld().call(
            Self.text,
            #"{"version":2,"scene":1,"openid":"~","content":"\#(content)"\#(more)}"#
        ).json
        #expect(reply["errcode"]?.integer == 0)
        #expect(reply["result"]?["suggest"]?.string == suggest)
        #expect(reply["result"]?["label"]?.integer == label)
        #expect(reply["trace_id"]?.string?.utf8.count == 26)
        let details = reply["detail"]?.array
        #expect(details?.map { $0["strategy"]?.string } == ["content_model", "keyword"])
        #expect(details?[1]["suggest"]?.string == (suggest == "pass" ? nil : suggest))
    }

    /// As SDKs really ask: numbers as texts; version 1, which knows neither user nor scene.
    @Test(arguments: [
        #"{"version":"2","scene":"1","openid":"~","content":"你好"}"#, #"{"content":"你好"}"#,
        #"{"version":1,"content":"待审"}"#, #"{"version":"1","content":"你好"}"#,
    ])
    func otherSpellings(_ body: String) async throws {
        #expect(try await AppWorld().call(Self.text, body).errcode == 0)
    }

    @Test(
        arguments: [
            (#"{"version":3,"scene":1,"openid":"~","content":"x"}"#, 40097),
            (#"{"version":"x","scene":1,"openid":"~","content":"x"}"#, 40097),
            // Version 1 judges by refusing.
            (#"{"content":"违规"}"#, 87014), (#"{"version":1,"content":"违规"}"#, 87014),
            (#"{"content":""}"#, 44002), (#"{"title":"x"}"#, 44002),
            (#"{"version":2,"openid":"~","content":"x"}"#, 40129),
            (#"{"version":2,"scene":5,"openid":"~","content":"x"}"#, 40129),
            (#"{"version":2,"scene":1,"openid":"~"}"#, 44002),
            (#"{"version":2,"scene":1,"openid":"~","content":""}"#, 44002),
            (#"{"version":2,"scene":2,"openid":"~","content":"x","signature":"y"}"#, 40097),
            (#"{"version":2,"scene":1,"content":"x"}"#, 40003),
            (#"{"version":2,"scene":1,"openid":"o1","content":"x"}"#, 40003),
        ] as [(String, Int64)]
    )
    func refused(_ body: String, _ errcode: Int64) async throws {
        #expect(try await AppWorld().call(Self.text, body).errcode == errcode)
    }

    @Test func longest() async throws {
        let world = try await AppWorld()
        func body(_ count: Int) -> String {
            let text = String(repeating: "长", count: count)
            return #"{"version":2,"scene":1,"openid":"~","content":"\#(text)"}"#
        }
        #expect(try await world.call(Self.text, body(2500)).errcode == 0)
        #expect(try await world.call(Self.text, body(2501)).errcode == 45002)
        #expect(try await world.call(Self.text, body(30_000)).errcode == 45002)
    }

    /// Who has not logged in there, and who is of another app.
    @Test func authors() async throws {
        let world = try await AppWorld()
        func check(_ openid: String) async throws -> Int64? {
            try await world.call(
                Self.text,
                #"{"version":2,"scene":1,"openid":"\#(openid)","content":"x"}"#
            ).errcode
        }
        let stranger = try await world.openid(of: "xiaohong")
        #expect(try await check(stranger) == 61010)
        _ = try await world.sandbox.login("xiaohong")
        #expect(try await check(stranger) == 0)
        let code = try await world.sandbox.code(appid: "wx6b756d7175617402")
        let other = try await world.sandbox.login(code: code, app: 1).json["openid"]?.string
        #expect(try await check(other ?? "") == 43104)
    }

    private static func picture(_ color: Color, width: Int = 8) throws -> Bytes {
        try Picture(width: width, height: 8, filled: color).jpeg()
    }

    private static func check(
        _ world: AppWorld,
        _ file: Bytes,
        name: String = "media"
    ) async throws -> Int64? {
        let head =
            "--b\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"a.jpg\"\r\n\r\n"
        let body = Bytes(head.utf8) + file + Bytes("\r\n--b--\r\n".utf8)
        return try await world.sandbox.send(
            .post,
            "\(image)?access_token=\(world.token)",
            body,
            type: "multipart/form-data; boundary=b"
        ).errcode
    }

    @Test(
        arguments: [
            (Color(red: 255, green: 0, blue: 0), 87014), (Color(red: 0, green: 255, blue: 0), 0),
            (.white, 0), (.black, 0), (Color(red: 200, green: 0, blue: 0), 0),
        ] as [(Color, Int64)]
    )
    func images(_ color: Color, _ errcode: Int64) async throws {
        let world = try await AppWorld()
        #expect(try await Self.check(world, try Self.picture(color)) == errcode)
        let png = try Picture(width: 8, height: 8, filled: color).png()
        #expect(try await Self.check(world, png) == errcode)
    }

    @Test func imagesThatAreNone() async throws {
        let world = try await AppWorld()
        let good = try Self.picture(.white)
        #expect(try await Self.check(world, good, name: "picture") == 41005)
        #expect(try await Self.check(world, []) == 41005)
        #expect(try await Self.check(world, Bytes("GIF, or so".utf8)) == 40004)
        #expect(try await Self.check(world, Bytes(good.prefix(100))) == 40004)
        #expect(try await Self.check(world, try Self.picture(.white, width: 1335)) == 40006)
        #expect(try await Self.check(world, try Self.picture(.white, width: 1334)) == 0)
        let large = good + Bytes(repeating: 0, count: 1 << 20)
        #expect(try await Self.check(world, large) == 40006)
        let huge = good + Bytes(repeating: 0, count: 2 << 20)
        #expect(try await Self.check(world, huge) == 45002)
    }

    @Test func nameOfTheFirstPixel() {
        #expect(Verdict(Color(red: 250, green: 3, blue: 2)) == .risky)
        #expect(Verdict(Color(red: 3, green: 250, blue: 2)) == .review)
        #expect(Verdict(Color(red: 3, green: 2, blue: 250)) == .pass)
    }
}
