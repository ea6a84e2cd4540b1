import Basics
import FoundationEssentials
import HTTP
import JSON
import ServiceKit
import TestKit
import Testing

@testable import SandboxServer

/// The playground's files and its forwarder; a browser looks at the rest (`make test-page`).
@Suite struct PlayTests {
    private static let ours = "http://127.0.0.1:8080"

    private static func origin(_ text: String = ours) throws -> PlayOrigin {
        try #require(PlayOrigin(text))
    }

    // MARK: Files

    @Test func theSampleIsPartOfTheExecutable() async throws {
        let world = try await SandboxWorld(play: Play(origins: [Self.origin()]))
        let manifest = try await world.get("/play/manifest").json
        #expect(manifest["origins"] == .array([.string(Self.ours)]))
        #expect(manifest["files"]?["app.json"]?.string?.contains("pages/home/home") == true)
        let scripts = manifest["scripts"]?.array?.compactMap(\.string) ?? []
        #expect(scripts.contains("pages/home/home.js"))
        for script in scripts {
            let reply = try await world.get("/play/app/\(script)")
            #expect(reply.status == 200, "\(script)")
            #expect(reply.text.hasPrefix("__define(\"\(script)\",function(require,"))
            #expect(reply.text.hasSuffix("\n});\n"))
            #expect(reply.headers["Content-Type"] == "text/javascript; charset=utf-8")
        }
        #expect(
            try await world.get("/play/app/icons/account.png").headers["Content-Type"]
                == "image/png"
        )
        #expect(try await world.get("/play/app/none.js").status == 404)
    }

    @Test(arguments: ["/play", "/play/phone", "/play/lib/phone.js", "/play/lib/tags.css"])
    func ownFiles(_ path: String) async throws {
        let world = try await SandboxWorld(play: Play(origins: [Self.origin()]))
        let reply = try await world.get(path)
        #expect(reply.status == 200)
        let policy = reply.headers["Content-Security-Policy"] ?? ""
        #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self'; "))
        #expect(policy.contains("img-src 'self' blob: data: \(Self.ours);"))
        #expect(policy.hasSuffix("frame-ancestors '\(path == "/play/phone" ? "self" : "none")'"))
        #expect(!policy.contains("unsafe"))
        let outside = try await world.send(.get, path, fields: [("Host", "play.example.com")])
        #expect(outside.status == 403)
    }

    /// Everything that the pages and their scripts name is there.
    @Test func nothingIsMissing() async throws {
        let world = try await SandboxWorld()
        for name in PlayFiles.names(in: "runtime") {
            let text = String(
                decoding: try #require(PlayFiles.bytes(of: "runtime/\(name)")),
                as: UTF8.self
            )
            for part in text.split(separator: "\"")
            where part.hasPrefix("/play/lib/") || part.hasPrefix("./") {
                let path = part.hasPrefix("./") ? "/play/lib/\(part.dropFirst(2))" : String(part)
                #expect(try await world.get(path).status == 200, "\(name): \(path)")
            }
        }
    }

    @Test func aFolderAndNothingBeside() async throws {
        let directory = try TemporaryDirectory()
        let app = directory.file("app")
        let files = FileManager.default
        for folder in [app, "\(app)/lib", "\(app)/.git", directory.file("other")] {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        for (name, text) in [
            ("app/app.json", "{}"), ("app/lib/a.js", "exports.a = 1"), ("app/.git/config", "x"),
            ("secret.js", "x"), ("other/b.js", "x"), ("app/lib/文.js", "1"),
        ] {
            try TextFile.write(text, to: directory.file(name))
        }
        try files.createSymbolicLink(
            atPath: "\(app)/out.js",
            withDestinationPath: directory.file("secret.js")
        )
        try files.createSymbolicLink(
            atPath: "\(app)/away",
            withDestinationPath: directory.file("other")
        )
        let world = try await SandboxWorld(play: Play(folder: app))
        let manifest = try await world.get("/play/manifest").json
        #expect(manifest["scripts"] == .array([.string("lib/a.js"), .string("lib/文.js")]))
        #expect(try await world.get("/play/app/lib/a.js").text.contains("exports.a = 1"))
        #expect(try await world.get("/play/app/lib/%E6%96%87.js").status == 200)
        // Read anew each time.
        try TextFile.write("exports.a = 2", to: "\(app)/lib/a.js")
        #expect(try await world.get("/play/app/lib/a.js").text.contains("exports.a = 2"))
        for path in [
            "out.js", "away/b.js", ".git/config", "%2e%2e/secret.js", "lib/%2e%2e/%2e%2e/secret.js",
            "..%2fsecret.js", "lib%2fa.js", "lib/..%2f..%2fsecret.js", "lib", "lib%5ca.js", "%00",
            "lib/a.js%00.txt",
        ] {
            #expect(try await world.get("/play/app/\(path)").status == 404, "\(path)")
        }
    }

    @Test func whatIsAnOrigin() {
        for text in ["http://127.0.0.1:8080", "https://api.example.com", "http://[::1]:80/"] {
            #expect(PlayOrigin(text) != nil, "\(text)")
        }
        for text in [
            "", "example.com", "ftp://example.com", "http://a/b", "http://u@a", "http://a?b",
            "http://", "//a", "http:///",
        ] {
            #expect(PlayOrigin(text) == nil, "\(text)")
        }
    }

    // MARK: Settings

    @Test func settings() throws {
        func play(_ more: [String: String], stage: String = "sandbox") throws -> Play {
            try Play(
                Environment(["KUMQUAT_ENV": stage, "KUMQUAT_HOME": "/tmp"].merging(more) { $1 })
            )
        }
        #expect(try play([:]).origins.map(\.text) == ["http://127.0.0.1:8080"])
        #expect(try play([:]).folder == nil)
        let own = try play(["KUMQUAT_PLAY_ORIGINS": "http://a, https://b:1/", "KUMQUAT_PORT": "90"])
        #expect(own.origins.map(\.text) == ["http://a", "https://b:1", "http://127.0.0.1:90"])
        #expect(throws: SettingError.self) { try play(["KUMQUAT_PLAY_ORIGINS": "http://a/b"]) }
        #expect(throws: SettingError.self) { try play(["KUMQUAT_PLAY_APP": "/nowhere"]) }
        #expect(throws: SettingError.self) {
            try play(["KUMQUAT_PLAY_APP": "/tmp"], stage: "production")
        }
    }

    // MARK: What a phone goes by

    @Test func session() async throws {
        let world = try await SandboxWorld()
        let before = try await world.get("/sandbox/session?user=xiaoming").json
        #expect(before["is_logged_in"] == .bool(false))
        _ = try await world.login()
        let after = try await world.get("/sandbox/session?user=xiaoming").json
        #expect(after["is_logged_in"] == .bool(true))
        #expect(after["key_digest"] == before["key_digest"])
        let fault = #"{"path":"/sns/jscode2session","kind":"rotate_session_key"}"#
        _ = try await world.post("/sandbox/faults", fault)
        _ = try await world.login()
        let rotated = try await world.get("/sandbox/session?user=xiaoming").json
        #expect(rotated["key_digest"] != before["key_digest"])
        #expect(try await world.get("/sandbox/session?user=nobody").error == "user_unknown")
        #expect(
            try await world.get("/sandbox/session?user=xiaoming&appid=wx0").error == "app_unknown"
        )
    }

    @Test func transferByItsPackage() async throws {
        let world = try await SandboxWorld()
        let openid = try await world.login()["openid"]?.string ?? ""
        let order =
            #"{"appid":"wx6b756d7175617401","out_bill_no":"D1","transfer_scene_id":"1000","#
            + #""openid":"\#(openid)","transfer_amount":100,"transfer_remark":"红包","#
            + #""notify_url":"http://127.0.0.1:9/x","transfer_scene_report_infos":["#
            + #"{"info_type":"活动名称","info_content":"a"},{"info_type":"奖励说明","info_content":"b"}]}"#
        let placed = try await PayCaller(world: world)
            .send(.post, "/v3/fund-app/mch-transfer/transfer-bills", order)
        let package = try #require(placed.json["package_info"]?.string, "\(placed.text)")
        let found = try await world.get("/sandbox/transfers?package_info=\(package)").json
        #expect(found["out_bill_no"] == .string("D1") && found["amount"]?.integer == 100)
        #expect(found["user"] == .string("xiaoming") && found["remark"] == .string("红包"))
        #expect(found["state"] == .string("WAIT_USER_CONFIRM"))
        let none = try await world.get("/sandbox/transfers?package_info=x")
        #expect(none.status == 404 && none.error == "transfer_unknown")
    }
}
