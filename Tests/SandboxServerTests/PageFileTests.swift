import HTTP
import JSON
import ServiceKit
import Testing

@testable import SandboxServer

/// The page as files, and who may call the control endpoint; a browser looks at the rest
/// (`make test-page`).
@Suite struct PageFileTests {
    @Test(arguments: [
        ("/", "text/html; charset=utf-8", "<title>Kumquat 沙箱</title>"),
        ("/page/page.css", "text/css", "prefers-color-scheme"),
        ("/page/main.js", "text/javascript; charset=utf-8", "pollMilliseconds"),
        ("/page/icon.svg", "image/svg+xml", "<svg"),
    ])
    func served(_ path: String, _ type: String, _ text: String) async throws {
        let reply = try await SandboxWorld().get(path)
        #expect(reply.status == 200)
        #expect(reply.headers["Content-Type"] == type)
        #expect(reply.text.contains(text))
        #expect(reply.headers["Content-Security-Policy"]?.hasPrefix("default-src 'none';") == true)
        #expect(reply.headers["X-Content-Type-Options"] == "nosniff")
    }

    /// Everything that the page and its scripts name is there.
    @Test func nothingIsMissing() async throws {
        let world = try await SandboxWorld()
        var waiting = ["index.html", "h5.html"]
        var seen: Set<String> = []
        while let name = waiting.popLast() {
            guard seen.insert(name).inserted else { continue }
            let places = ["index.html": "/", "h5.html": PageFiles.paymentPath]
            let reply = try await world.get(places[name] ?? "/page/\(name)")
            #expect(reply.status == 200, "\(name)")
            #expect(!reply.text.contains("://") || name == "icon.svg", "\(name)")
            for part in reply.text.split(separator: "\"") {
                for prefix in ["./", "page/", "/page/"] where part.hasPrefix(prefix) {
                    waiting.append(String(part.dropFirst(prefix.count)))
                }
            }
        }
        #expect(seen.count == 15)
    }

    @Test(
        arguments: [
            ([("Host", "127.0.0.1:8090")], 200),
            ([("Host", "[::1]:8090")], 200),
            ([("Host", "sandbox:8090")], 200),
            ([("Host", "sandbox.localhost")], 200),
            ([("Host", "LOCALHOST")], 200),
            ([("Host", "evil.example:8090")], 403),
            ([("Host", "127.0.0.1.evil.example")], 403),
            ([("Host", "localhost:8090"), ("Origin", "http://localhost:8090")], 200),
            ([("Host", "localhost:8090"), ("Origin", "http://localhost:3000")], 403),
            ([("Host", "localhost:8090"), ("Origin", "https://evil.example")], 403),
            ([("Host", "localhost:8090"), ("Origin", "null")], 403),
            (
                [
                    ("Host", "localhost:8090"), ("Sec-Fetch-Site", "cross-site"),
                    ("Referer", "https://servicewechat.com/touristappid/devtools/page-frame.html"),
                ], 200
            ),
            (
                [
                    ("Host", "localhost:8090"), ("Sec-Fetch-Site", "cross-site"),
                    ("Referer", "https://servicewechat.com/wx1/3/page-frame.html"),
                ], 403
            ),
            ([("Host", "localhost:8090"), ("Sec-Fetch-Site", "same-origin")], 200),
            ([("Host", "localhost:8090"), ("Sec-Fetch-Site", "none")], 200),
            ([("Host", "localhost:8090"), ("Sec-Fetch-Site", "same-site")], 403),
            ([("Host", "localhost:8090"), ("Sec-Fetch-Site", "cross-site")], 403),
        ] as [([(String, String)], Int)]
    )
    func whoMayChange(_ fields: [(String, String)], _ status: Int) async throws {
        let world = try await SandboxWorld()
        let reply = try await world.send(
            .post,
            "/sandbox/users",
            #"{"name":"lili"}"#,
            fields: fields
        )
        #expect(reply.status == status)
        let users = try await world.get("/sandbox/users").json["users"]?.array?.count
        #expect(users == (status == 200 ? 4 : 3))
    }

    /// Even reading is nothing for a name from outside, unless everybody may call.
    @Test func namesFromOutside() async throws {
        let fields = [("Host", "sandbox.example.com")]
        let closed = try await SandboxWorld().send(.get, "/sandbox/apps", fields: fields)
        #expect(closed.error == "host_foreign")
        let open = try await SandboxWorld(isPublic: true)
            .send(.get, "/sandbox/apps", fields: fields)
        #expect(open.status == 200)
    }
}
