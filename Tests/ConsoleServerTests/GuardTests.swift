import Basics
import ConsoleDomain
import Crypto
import Glibc
import HTTP
import JSON
import Loops
import ServiceKit
import TestKit
import Testing

@testable import ConsoleServer

struct GuardTests {
    @Test(
        "what another site sends is refused, whatever cookie comes with it",
        arguments: [
            ([("Origin", "http://evil.example")], "foreign_origin"),
            ([("Origin", "null")], "foreign_origin"),
            ([("Origin", "")], "foreign_origin"),
            ([("Origin", "http://127.0.0.1:8080")], "foreign_origin"),
            ([("Sec-Fetch-Site", "cross-site")], "foreign_origin"),
            ([("Sec-Fetch-Site", "same-site")], "foreign_origin"),
            ([("Host", "evil.example"), ("Origin", "http://evil.example")], "foreign_origin"),
            ([("Content-Type", "text/plain")], "unsupported_media_type"),
            ([("Content-Type", "application/x-www-form-urlencoded")], "unsupported_media_type"),
            ([("Content-Type", "")], "unsupported_media_type"),
            ([("Origin", ""), ("Sec-Fetch-Site", "same-origin")], nil),
            ([("Sec-Fetch-Site", "same-origin")], nil),
            ([], nil),
        ] as [([(String, String)], String?)]
    )
    func posts(headers: [(String, String)], code: String?) async throws {
        let bench = try Bench()
        try await bench.person("xiaoju", [.support])
        let browser = try await bench.browser(of: "xiaoju")
        let body = JSONValue.of(["iid": .integer(1)])
        let page = await browser.send(.post, "/console/log-out", body, headers: headers)
        #expect(page.code == code, "\(page)")
        #expect(await browser.get("/console/me").status == (code == nil ? 401 : 200))
    }

    @Test("forms and foreign reads do not get to the services either")
    func passedOn() async throws {
        let bench = try Bench()
        try await bench.person("xiaoju", [.support])
        let browser = try await bench.browser(of: "xiaoju")
        let adjust = "/admin/points/adjust"
        for headers in [
            [("Content-Type", "text/plain")],
            [("Content-Type", "application/x-www-form-urlencoded")],
            [("Origin", "http://evil.example")],
        ] {
            let page = await browser.send(.post, adjust, .of([:]), headers: headers)
            #expect([403, 415].contains(page.status), "\(page)")
        }
        let look = await browser.send(
            .get,
            "/admin/points/participants",
            headers: [("Sec-Fetch-Site", "cross-site")]
        )
        #expect(look.code == "foreign_origin")
        #expect(bench.passed.withLock(\.isEmpty))
    }

    @Test("pages are the console's own, and say what may be done in them")
    func pages() async throws {
        let bench = try Bench(.production)
        let page = await Browser(bench).get("/")
        let policy = try #require(page.headers["Content-Security-Policy"])
        #expect(page.status == 200 && policy.contains("script-src 'self';"))
        #expect(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"))
        let tag = try #require(page.headers["ETag"])
        let again = await Browser(bench).send(.get, "/", headers: [("If-None-Match", tag)])
        #expect(again.status == 304 && again.body.isEmpty)
        #expect(await Browser(bench).get("/nothing").code == "route_unknown")
        #expect(
            await Browser(bench).send(.get, "/", headers: [("Host", "x.example")]).status == 403
        )
        #expect(await Browser(bench).get("/console/log-in").status == 405)
        for path in ["/metrics", "/readyz", "/internal/clock", "/api/login/"] {
            #expect(await Browser(bench).get(path).status == 404, "\(path)")
        }
    }

    @Test("twenty log-ins a minute come from one address")
    func addresses() {
        let limit = AddressLimit(perMinute: 20)
        for _ in 0..<20 { #expect(limit.refusal(of: "a", at: 65) == nil) }
        #expect(limit.refusal(of: "a", at: 65) == 55)
        #expect(limit.refusal(of: "b", at: 65) == nil)
        #expect(limit.refusal(of: "a", at: 120) == nil)
    }

    @Test("a server in front says where somebody is; nobody else does")
    func browserAddress() throws {
        let target = try #require(RequestTarget("/"))
        for (peer, forwarded, expected) in [
            ("127.0.0.1", "10.0.0.1, 203.0.113.7", "203.0.113.7"), ("127.0.0.1", "", "127.0.0.1"),
            ("198.51.100.1", "203.0.113.7", "198.51.100.1"), ("unix", "2001:db8::1", "2001:db8::1"),
            ("::1", "<script>", "::1"),
        ] {
            var request = Request(method: .get, target: target)
            request.remote = RemoteAddress(text: peer)
            if !forwarded.isEmpty { request.headers.add("X-Forwarded-For", forwarded) }
            #expect(BrowserAddress(request).text == expected)
        }
    }

    @Test("one password is hashed at a time; eight wait, and the next is told to come again")
    func queue() async throws {
        let worker = WorkerPool(threads: 1, queueLimit: PasswordHasher.mostWaiting)
        let bench = try Bench(
            hasher: PasswordHasher(
                SecureRandom.source,
                scrypt: try #require(Scrypt(costLog: 4, blockSize: 8, parallel: 1)),
                worker: worker
            )
        )
        let state = Locked((running: false, released: false))
        async let blocked: Void = worker.run {
            state.withLock { $0.running = true }
            while !state.withLock({ $0.released }) { usleep(500) }
        }
        try await eventually("the worker is busy") { state.withLock { $0.running } }
        let statuses = Locked<[Int]>([])
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<9 {
                group.addTask {
                    let page = await Browser(bench).post(
                        "/console/log-in",
                        ["name": "nobody-\(number)", "password": Bench.password]
                    )
                    // The ninth is told at once; the others wait for that.
                    if page.status == 429 { state.withLock { $0.released = true } }
                    statuses.withLock { $0.append(page.status) }
                }
            }
        }
        try await blocked
        #expect(statuses.withLock { $0.sorted() } == Array(repeating: 401, count: 8) + [429])
    }
}
