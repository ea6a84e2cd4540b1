import Basics
import HTTP
import HTTPClient
import JSON
import Loops
import ServiceKit
import TestKit
import Testing

@testable import SandboxServer

/// Requests of a mini-program in a browser, on their way to its back end.
@Suite struct PlayForwarderTests {
    private static let ours = "http://127.0.0.1:8080"

    private final class BackEnd: Sendable {
        let seen = Locked<[ClientRequest]>([])
        let answer: @Sendable () throws(ClientFailure) -> ClientResponse

        init(_ answer: @escaping @Sendable () throws(ClientFailure) -> ClientResponse) {
            self.answer = answer
        }

        func world() async throws -> SandboxWorld {
            try await SandboxWorld(
                play: Play(origins: [try #require(PlayOrigin(PlayForwarderTests.ours))])
            ) {
                [self] request throws(ClientFailure) in
                seen.withLock { $0.append(request) }
                return try answer()
            }
        }
    }

    private static func fields(
        _ url: String = "\(ours)/api/login/?a=1",
        _ method: String = "POST",
        more: [(String, String)] = []
    ) -> [(String, String)] {
        [("Host", "localhost"), ("Play-Url", url), ("Play-Method", method), ("Play-Appid", "wx1")]
            + more
    }

    @Test func asAPhoneWould() async throws {
        let backEnd = BackEnd { () throws(ClientFailure) in
            ClientResponse(
                status: 302,
                headers: HeaderFields([
                    ("Content-Type", "text/html"), ("Location", "http://evil.example"),
                    ("Set-Cookie", "a=b"), ("Connection", "close"), ("X-Request-ID", "7"),
                    ("Transfer-Encoding", "chunked"),
                ]),
                body: .bytes(Bytes("<b>".utf8))
            )
        }
        let world = try await backEnd.world()
        let reply = try await world.send(
            .post,
            "/play/forward",
            Bytes("{}".utf8),
            fields: Self.fields(more: [
                ("Content-Type", "application/json"), ("Cookie", "own=1"),
                ("Play-Header-Authorization", "jwt x"), ("play-header-x-mine", "yes"),
                ("Play-Header-Cookie", "c=1"), ("Play-Header-Host", "evil"),
                ("Play-Header-Connection", "upgrade"), ("Play-Header-Referer", "http://evil"),
                ("Play-Header-X-Kumquat-Identity", "root"), ("X-Other", "stays"),
                ("Play-Header-X-Forwarded-For", "1.2.3.4"),
            ])
        )
        let sent = try #require(backEnd.seen.withLock { $0 }.first)
        #expect(sent.method == .post && sent.target == "/api/login/?a=1")
        #expect(sent.address == .tcp(host: "127.0.0.1", port: 8080))
        let names = sent.headers.map { $0.name.lowercased() }.sorted()
        #expect(names == ["authorization", "content-type", "referer", "user-agent", "x-mine"])
        #expect(sent.headers["Referer"] == "https://servicewechat.com/wx1/devtools/page-frame.html")
        #expect(sent.headers["User-Agent"]?.contains("MicroMessenger") == true)
        #expect(try await sent.body.collect(upTo: 10) == Bytes("{}".utf8))
        #expect(sent.maximumResponseBytes == 32 << 20)

        #expect(reply.status == 200 && reply.text == "<b>")
        #expect(reply.headers["Play-Status"] == "302")
        #expect(reply.headers["Content-Type"] == "application/octet-stream")
        #expect(reply.headers["Play-Header-Content-Type"] == "text/html")
        #expect(reply.headers["Play-Header-Location"] == "http://evil.example")
        #expect(reply.headers["Play-Header-X-Request-ID"] == "7")
        for name in ["Set-Cookie", "Location", "Play-Header-Set-Cookie", "Play-Header-Connection"] {
            #expect(!reply.headers.contains(name), "\(name)")
        }
    }

    @Test(arguments: [
        "http://127.0.0.1:8081/", "https://127.0.0.1:8080/", "http://localhost:8080/",
        "http://evil.example:8080/", "http://evil.example/?http://127.0.0.1:8080",
        "http://127.0.0.1/",
    ])
    func onlyToListedOrigins(_ url: String) async throws {
        let backEnd = BackEnd { () throws(ClientFailure) in ClientResponse(status: 200) }
        let reply = try await backEnd.world().send(
            .post,
            "/play/forward",
            "",
            fields: Self.fields(url)
        )
        #expect(reply.status == 403 && reply.text == "url not in domain list\n")
        #expect(backEnd.seen.withLock { $0 }.isEmpty)
    }

    @Test(arguments: [
        [("Host", "localhost")],
        fields("/api/login/"), fields("http://127.0.0.1:8080@evil.example/"),
        fields("http://127.0.0.1:8080/a b"), fields("unix:/run/x"), fields("\(ours)/", "P OST"),
        [
            ("Host", "localhost"), ("Play-Url", "\(ours)/"), ("Play-Method", "GET"),
            ("Play-Appid", "a/b"),
        ],
    ])
    func whatIsNoOrder(_ fields: [(String, String)]) async throws {
        let backEnd = BackEnd { () throws(ClientFailure) in ClientResponse(status: 200) }
        let reply = try await backEnd.world().send(.post, "/play/forward", "", fields: fields)
        #expect(reply.status == 400)
        #expect(backEnd.seen.withLock { $0 }.isEmpty)
    }

    @Test func otherSitesMayNot() async throws {
        let backEnd = BackEnd { () throws(ClientFailure) in ClientResponse(status: 200) }
        let reply = try await backEnd.world().send(
            .post,
            "/play/forward",
            "",
            fields: Self.fields(more: [("Origin", "https://evil.example")])
        )
        #expect(reply.status == 403)
        #expect(backEnd.seen.withLock { $0 }.isEmpty)
    }

    @Test func nobodyAnswers() async throws {
        let backEnd = BackEnd { () throws(ClientFailure) in throw .unreachable(.refused) }
        let reply = try await backEnd.world()
            .send(.post, "/play/forward", "", fields: Self.fields("\(Self.ours)/", "GET"))
        #expect(reply.status == 200)
        #expect(reply.headers["Play-Failure"] == "the connection was refused")
        #expect(!reply.headers.contains("Play-Status"))
    }

    // MARK: The real executable

    /// It forwards to itself, as nothing else runs here.
    @Test func onSockets() async throws {
        let stack = try Stack()
        let own = "http://127.0.0.1:\(stack.port + 10)"
        try await stack.start(.sandbox, with: ["KUMQUAT_PLAY_ORIGINS": own])
        let client = stack.client(of: .sandbox)
        let origins = try await client.get("/play/manifest").json?["origins"]?.array ?? []
        #expect(origins.compactMap(\.string) == [own, "http://127.0.0.1:\(stack.port)"])
        var request = ClientRequest(
            method: .post,
            address: .tcp(host: "127.0.0.1", port: stack.port + 10),
            target: "/play/forward"
        )
        for (name, value) in Self.fields("\(own)/sandbox/users", "POST").dropFirst() {
            request.headers.add(name, value)
        }
        request.headers.add("Content-Type", "application/json")
        request.body = .bytes(Bytes(#"{"name":"lili"}"#.utf8))
        let made = try await client.send(request)
        #expect(made.headers["Play-Status"] == "200")
        #expect(made.json?["name"]?.string == "lili")
        request.body = .bytes(Bytes(repeating: 0x20, count: (10 << 20) + 1))
        #expect(try await client.send(request).status == 413)
    }
}
