import HTTP
import Basics
import ServiceKit
import JSON
import Testing

@testable import SandboxServer

@Suite struct MiniCodeTests {
    private static let unlimited = WeChatAPI.UnlimitedCode.path
    private static let limited = WeChatAPI.LimitedCode.path
    private static let square = WeChatAPI.SquareCode.path

    @Test func listed() async throws {
        let world = try await AppWorld()
        _ = try await world.call(Self.unlimited, #"{"scene":"a=1&b=2","page":"pages/x/y"}"#)
        _ = try await world.call(Self.unlimited, #"{"scene":"s","env_version":"trial"}"#)
        _ = try await world.call(Self.limited, #"{"path":"pages/x/y?id=1"}"#)
        _ = try await world.call(Self.square, #"{"path":"pages/x/z"}"#)
        let codes = try await world.list("/sandbox/codes", "codes")
        #expect(
            codes.map { $0["kind"]?.string } == ["square", "limited", "unlimited", "unlimited"]
        )
        #expect(
            codes.map { $0["page"]?.string }
                == ["pages/x/z", "pages/x/y?id=1", "pages/index/index", "pages/x/y"]
        )
        #expect(codes.map { $0["scene"]?.string } == ["", "", "s", "a=1&b=2"])
        #expect(
            codes.map { $0["env_version"]?.string } == ["release", "release", "trial", "release"]
        )
        #expect(codes.allSatisfy { $0["appid"]?.string == AppWorld.appid })
        #expect(codes.allSatisfy { $0["at"]?.integer == world.sandbox.world.clock.now.seconds })
        let newest = try await world.sandbox.get("/sandbox/codes?limit=1").json
        #expect(newest["codes"]?.array?.count == 1)
        let next = try #require(newest["next"]?.integer)
        #expect(
            try await world.list("/sandbox/codes?limit=1&after=\(next)", "codes").first == codes[1]
        )
        _ = try await world.control("/sandbox/reset", "{}")
        #expect(try await world.list("/sandbox/codes", "codes").isEmpty)
    }

    @Test(arguments: [
        (#"{"scene":"a"}"#, "image/jpeg"), (#"{"scene":"a","is_hyaline":true}"#, "image/png"),
        (#"{"scene":"a","width":280}"#, "image/jpeg"),
        (#"{"scene":"a","width":1280,"auto_color":true}"#, "image/jpeg"),
        (#"{"scene":"a","line_color":{"r":200,"g":0,"b":"10"}}"#, "image/jpeg"),
        (#"{"scene":"aA0!#$&'()*+,/:;=?@-._~"}"#, "image/jpeg"),
        (#"{"scene":"12345678901234567890123456789012"}"#, "image/jpeg"),
    ])
    func drawn(_ body: String, _ contentType: String) async throws {
        let reply = try await AppWorld().call(Self.unlimited, body)
        #expect(reply.headers["Content-Type"] == contentType, "\(reply.text)")
        #expect(reply.errcode == nil)
    }

    @Test(arguments: [
        (unlimited, #"{"page":"pages/x/y"}"#, 40169), (unlimited, #"{"scene":""}"#, 40169),
        (unlimited, #"{"scene":"123456789012345678901234567890123"}"#, 40169),
        (unlimited, #"{"scene":"a%20b"}"#, 40169), (unlimited, #"{"scene":"a b"}"#, 40169),
        (unlimited, #"{"scene":"中"}"#, 40169), (unlimited, #"{"scene":1}"#, 40169),
        (unlimited, #"{"scene":"scancode_time=1"}"#, 85096),
        (unlimited, #"{"scene":"a","page":"/pages/x/y"}"#, 41030),
        (unlimited, #"{"scene":"a","page":"pages/x/y?a=1"}"#, 41030),
        (unlimited, #"{"scene":"a","page":"x y"}"#, 41030),
        (unlimited, #"{"scene":"a","env_version":"beta"}"#, 40097),
        (unlimited, #"{"scene":"a","width":279}"#, 40097),
        (unlimited, #"{"scene":"a","width":1281}"#, 40097),
        (unlimited, #"{"scene":"a","width":"wide"}"#, 40097),
        (unlimited, #"{"scene":"a","check_path":"perhaps"}"#, 40097),
        (unlimited, #"{"scene":"a","is_hyaline":"perhaps"}"#, 40097),
        (unlimited, #"{"scene":"a","line_color":{"r":1,"g":2}}"#, 40097),
        (unlimited, #"{"scene":"a","line_color":{"r":256,"g":2,"b":3}}"#, 40097),
        (limited, "{}", 40159), (limited, #"{"path":""}"#, 40159),
        (limited, #"{"path":"/pages/x/y"}"#, 41030), (limited, #"{"path":"?a=1"}"#, 41030),
        (limited, #"{"path":"pages/x/y","width":2000}"#, 40189),
        (limited, #"{"path":"pages/x/y","env_version":"beta"}"#, 40097),
        (square, "{}", 40159), (square, #"{"path":"pages/x/y","width":1}"#, 40189),
    ])
    func refused(_ path: String, _ body: String, _ errcode: Int64) async throws {
        let world = try await AppWorld()
        #expect(try await world.call(path, body).errcode == errcode)
        #expect(try await world.list("/sandbox/codes", "codes").isEmpty)
    }

    @Test(arguments: [(limited, 1024), (square, 128)])
    func longestPath(_ path: String, _ bytes: Int) async throws {
        let world = try await AppWorld()
        let target = "pages/x/y?" + String(repeating: "a", count: bytes - 10)
        #expect(try await world.call(path, #"{"path":"\#(target)"}"#).errcode == nil)
        #expect(try await world.call(path, #"{"path":"\#(target)a"}"#).errcode == 40159)
    }

    @Test func releasedPages() async throws {
        let world = try await AppWorld()
        _ = try await world.control("/sandbox/pages", #"{"pages":["pages/x/y"]}"#)
        let known = #"{"scene":"a","page":"pages/x/y"}"#
        let other = #"{"scene":"a","page":"pages/x/z"}"#
        let unchecked = #"{"scene":"a","page":"pages/x/z","check_path":false}"#
        #expect(try await world.call(Self.unlimited, known).errcode == nil)
        #expect(try await world.call(Self.unlimited, other).errcode == 41030)
        #expect(try await world.call(Self.unlimited, unchecked).errcode == nil)
        // The page where an app opens is not there either.
        #expect(try await world.call(Self.unlimited, #"{"scene":"a"}"#).errcode == 41030)
        _ = try await world.control("/sandbox/pages", #"{"pages":[]}"#)
        #expect(try await world.call(Self.unlimited, other).errcode == nil)
    }

    @Test(arguments: [
        "{}", #"{"pages":"x"}"#, #"{"pages":["/a/b"]}"#, #"{"pages":["a b"]}"#, #"{"pages":[1]}"#,
    ])
    func pagesThatAreNone(_ body: String) async throws {
        #expect(try await AppWorld().sandbox.post("/sandbox/pages", body).status == 400)
    }
}
