import Loops
import HTTPClient
import Basics
import ConsoleDomain
import Contracts
import HTTP
import JSON
import ServiceKit
import Testing

@testable import ConsoleServer

struct RightsTests {
    @Test("roles and duties are the same words")
    func words() {
        #expect(Role.allCases.map(\.rawValue) == Duty.allCases.map(\.rawValue))
    }

    @Test("the descriptions are those of the book, and so are the tables of what asks for more")
    func descriptions() async throws {
        let bench = try Bench()
        let admin = RouteBook.all.filter { if case .admin = $0.access { true } else { false } }
        let known = Set(admin.flatMap { route in route.methods.map { "\($0) \(route.pattern)" } })
        #expect(StepUp.patterns.isSubset(of: known), "\(StepUp.patterns.subtracting(known))")
        #expect(StepUp.forTwo.isSubset(of: StepUp.patterns))
        var seen: Set<String> = []
        for role in Role.allCases {
            try await bench.person("x-\(role.rawValue)", [role])
            let browser = try await bench.browser(of: "x-\(role.rawValue)")
            let page = await browser.get("/console/description")
            for endpoint in page.json?["endpoints"]?.array ?? [] {
                let path = try #require(endpoint["path"]?.string)
                let method = try #require(endpoint["methods"]?.array?.first?.string)
                #expect(
                    endpoint["duties"]?.array?.contains(.string(role.rawValue)) == true,
                    "\(path)"
                )
                #expect(endpoint["parameters"]?.array != nil && endpoint["step_up"]?.bool != nil)
                let isDescribed = endpoint["body_limit"] != nil || path.hasPrefix("/console/")
                #expect(isDescribed, "make openapi: \(path)")
                if path.hasPrefix("/admin/") { seen.insert("\(method) \(path)") }
            }
        }
        #expect(seen == known, "make openapi")
    }

    /// Every role and every endpoint of every back office, and of the console itself.
    @Test("whoever has not the duty gets 403, and nothing is passed on", arguments: Role.allCases)
    func matrix(role: Role) async throws {
        let bench = try Bench()
        try await bench.person("somebody", [role])
        let browser = try await bench.browser(of: "somebody")
        for route in RouteBook.all {
            guard case .admin(let duties) = route.access else { continue }
            let isAllowed = duties.contains { $0.rawValue == role.rawValue }
            for (method, pattern) in route.places {
                bench.passed.withLock { $0.removeAll() }
                let body: JSONValue? = method.ignoresBody ? nil : .of([:])
                let page = await browser.send(method, Self.filled(pattern), body)
                let count = bench.passed.withLock(\.count)
                let isForTwo = StepUp.isForTwo(route) && isAllowed
                #expect(page.status == (isForTwo ? 202 : isAllowed ? 200 : 403), "\(route) \(page)")
                #expect(count == (isAllowed && !isForTwo ? 1 : 0), "\(route)")
            }
        }
        for route in ConsoleAPI.routes {
            guard case .duties(let duties) = route.access else { continue }
            let isAllowed = duties.contains { $0.rawValue == role.rawValue }
            let body: JSONValue? = route.method.ignoresBody ? nil : .of([:])
            let page = await browser.send(route.method, Self.filled(route.pattern), body)
            #expect((page.status == 403) == !isAllowed, "\(route.pattern) \(page)")
        }
    }

    @Test("money, secrets and tables ask for a proof of the last five minutes")
    func proofs() async throws {
        let bench = try Bench()
        try await bench.person("boss", [.owner])
        let browser = try await bench.browser(of: "boss")
        bench.world.time.advance(seconds: 300)
        for pattern in StepUp.patterns {
            let parts = pattern.split(separator: " ")
            let parsed = HTTP.Method(token: parts[0].utf8)
            let method = try #require(parsed)
            let body: JSONValue? = method.ignoresBody ? nil : .of([:])
            let page = await browser.send(method, Self.filled(String(parts[1])), body)
            #expect(page.code == "step_up_required", "\(pattern) \(page)")
        }
        #expect(bench.passed.withLock(\.isEmpty))
        #expect(await browser.post("/console/step-up", ["code": "000000"]).code == "wrong_code")
        #expect(await browser.post("/console/step-up", ["code": bench.code()]).status == 200)
        #expect(await browser.post("/admin/auth/keys/rotate").status == 200)
    }

    @Test(
        "a device redeems, and does nothing else; idle it wants its PIN, and five wrong ones end it"
    )
    func devices() async throws {
        let bench = try Bench()
        try await bench.person("clerk", [.clerk, .support])
        let browser = try await bench.browser(of: "clerk")
        #expect(await browser.get("/admin/auth/users").status == 200)
        let made = await browser.post("/console/devices", ["name": "counter", "pin": "4711"])
        #expect(made.headers["Set-Cookie"]?.contains("Max-Age=2592000") == true, "\(made)")
        let me = await browser.get("/console/me").json
        #expect(me?["kind"]?.string == "device" && me?["duties"]?.array == [.string("clerk")])
        #expect(await browser.post("/admin/commerce/vouchers/redeem").status == 200)
        #expect(await browser.get("/admin/auth/users").status == 403)
        for path in ["/console/password", "/console/devices", "/console/step-up"] {
            #expect(await browser.post(path).status == 403, "\(path)")
        }
        let sent = try #require(bench.passed.withLock(\.last))
        let who = sent.headers[InternalHeader.operator].flatMap { Operator(header: $0) }
        #expect(who?.duties == [.clerk] && who?.provenAt == nil && who?.merchants == [1])
        bench.world.time.advance(seconds: 901)
        #expect(await browser.get("/console/me").code == "pin_required")
        #expect(await browser.post("/console/pin", ["pin": "0815"]).code == "wrong_pin")
        #expect(await browser.post("/console/pin", ["pin": "4711"]).status == 200)
        #expect(await browser.get("/console/me").status == 200)
        bench.world.time.advance(seconds: 901)
        for _ in 0..<4 {
            #expect(await browser.post("/console/pin", ["pin": "0000"]).code == "wrong_pin")
        }
        #expect(await browser.post("/console/pin", ["pin": "0000"]).code == "unauthenticated")
        #expect(await browser.post("/console/pin", ["pin": "4711"]).code == "unauthenticated")
    }

    static func filled(_ pattern: String) -> String {
        pattern.split(separator: "/").map { $0.hasPrefix("{") ? "7" : $0 }.reduce("") {
            "\($0)/\($1)"
        }
    }
}
