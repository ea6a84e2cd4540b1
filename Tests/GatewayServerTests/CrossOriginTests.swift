import Basics
import HTTP
import HTTPClient
import ServiceKit
import Testing

@testable import GatewayServer

/// Pages of other origins, in a browser.
@Suite struct CrossOriginTests {
    private static let page = "https://h5.example.com"
    private static let other = "https://evil.example.com"

    private static func stack() async throws -> TestStack {
        try await TestStack(crossOrigin: CrossOrigin([page])).opened()
    }

    private static func asking(_ origin: String, _ method: String) -> TestStack.Fields {
        [("Origin", origin), ("Access-Control-Request-Method", method)]
    }

    @Test func aPreflightIsAnswered() async throws {
        let stack = try await Self.stack()
        let answer = try await stack.send(.options, "/api/sign/", Self.asking(Self.page, "POST"))
        #expect(answer.status == 204)
        #expect(answer.headers["access-control-allow-origin"] == Self.page)
        #expect(answer.headers["access-control-allow-methods"] == "POST")
        let fields = answer.headers["access-control-allow-headers"] ?? ""
        for name in ["Authorization", "Content-Type", "Idempotency-Key"] {
            #expect(fields.contains(name))
        }
        #expect(answer.headers["access-control-max-age"] == "7200")
        #expect(answer.headers.all("vary") == ["Origin"])
        // No cookie is ever part of it, and nobody was asked.
        #expect(!answer.headers.contains("access-control-allow-credentials"))
        #expect(stack.requests.isEmpty)
    }

    /// The page reads refusals too: the contract's own words stand in them.
    @Test(arguments: [
        ("/api/query_balance", true, 200), ("/api/query_balance", false, 401),
        ("/nothing/here", false, 404),
    ])
    func thePageMayReadTheAnswer(_ target: String, _ hasToken: Bool, _ status: Int) async throws {
        let stack = try await Self.stack()
        let origin: TestStack.Fields = [("Origin", Self.page)]
        let fields = hasToken ? TestStack.token + origin : origin
        let answer = try await stack.send(.get, target, fields)
        #expect(answer.status == status)
        #expect(answer.headers["access-control-allow-origin"] == Self.page)
        #expect(answer.headers["access-control-expose-headers"]?.contains("Retry-After") == true)
    }

    /// The whole origin counts, and where there is one of several, none.
    @Test(arguments: [
        other, "http://h5.example.com", "https://h5.example.com:8443", "https://h5.example.com/",
        "https://h5.example.com.evil.example.com", "https://H5.example.com", "null", "*", "",
        "https://h5.example.com https://evil.example.com",
    ])
    func othersMayNot(_ origin: String) async throws {
        let stack = try await Self.stack()
        let preflight = try await stack.send(.options, "/api/sign/", Self.asking(origin, "POST"))
        #expect(preflight.status == 405)
        let answer = try await stack.send(
            .get,
            "/api/query_balance",
            TestStack.token + [("Origin", origin)]
        )
        for answer in [preflight, answer] {
            #expect(!answer.headers.contains("access-control-allow-origin"))
            #expect(answer.headers.all("vary") == ["Origin"])
        }
    }

    @Test func twoOriginsAreNone() async throws {
        let stack = try await Self.stack()
        let both: TestStack.Fields = [("Origin", Self.page), ("Origin", Self.other)]
        let answer = try await stack.send(.get, "/api/query_balance", TestStack.token + both)
        #expect(!answer.headers.contains("access-control-allow-origin"))
    }

    @Test func theBackOfficeIsNotForPages() async throws {
        let stack = try await Self.stack()
        let target = "/admin/points/rules"
        let preflight = try await stack.send(.options, target, Self.asking(Self.page, "GET"))
        #expect(preflight.status == 405)
        let key: TestStack.Fields = [
            ("Authorization", "Bearer \(TestStack.adminKey)"), ("Origin", Self.page),
        ]
        let answer = try await stack.send(.get, target, key)
        #expect(answer.status == 200)
        #expect(!answer.headers.contains("access-control-allow-origin"))
    }

    /// Whether there is such an address is no secret, but nothing is allowed where there is none.
    @Test(arguments: [("/api/sign/", "DELETE"), ("/nothing/here", "GET"), ("/api/sign/", "a b")])
    func nothingIsAllowedWhereThereIsNothing(_ target: String, _ method: String) async throws {
        let stack = try await Self.stack()
        let answer = try await stack.send(.options, target, Self.asking(Self.page, method))
        #expect(answer.status == 405 || answer.status == 404)
        #expect(!answer.headers.contains("access-control-allow-methods"))
    }

    @Test func itIsOffByDefault() async throws {
        let stack = try await TestStack().opened()
        let preflight = try await stack.send(
            .options,
            "/api/sign/",
            Self.asking(Self.page, "POST")
        )
        #expect(preflight.status == 405)
        #expect(!preflight.headers.contains("vary"))
    }

    @Test(arguments: [
        ("https://h5.example.com", true), ("http://127.0.0.1:8090", true),
        ("https://[2001:db8::1]:8443", true), ("*", false), ("null", false), ("", false),
        ("h5.example.com", false), ("https://", false), ("https://:1", false),
        ("https://h5.example.com/", false), ("https://H5.example.com", false),
        ("https://h5.example.com?x", false), ("ftp://h5.example.com", false),
        ("https://*.example.com", false), ("https://a@b.example.com", false),
    ])
    func origins(_ text: String, _ isOne: Bool) {
        #expect(CrossOrigin.isOrigin(text) == isOne)
    }
}
