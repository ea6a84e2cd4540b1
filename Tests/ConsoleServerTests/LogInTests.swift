import TestKit
import HTTP
import Basics
import ConsoleDomain
import JSON
import ServiceKit
import Storage
import Testing

@testable import ConsoleServer

struct LogInTests {
    private static let password = Bench.password

    @Test("password, then code; the cookie changes at each step, and at a proof")
    func walk() async throws {
        let bench = try Bench()
        try await bench.person("xiaoju", [.owner])
        let browser = Browser(bench)
        #expect(await browser.get("/console/me").code == "unauthenticated")
        let first = await browser.post(
            "/console/log-in",
            ["name": "XiaoJu", "password": Self.password]
        )
        #expect(first.json?["next"]?.string == "totp", "\(first)")
        let half = try #require(browser.cookie)
        #expect(await browser.get("/console/me").status == 401)
        #expect(await browser.get("/admin/points/participants").status == 401)
        let second = await browser.post("/console/log-in/totp", ["code": bench.code()])
        #expect(second.json?["next"]?.string == "done", "\(second)")
        let whole = try #require(browser.cookie)
        #expect(whole != half)
        let me = await browser.get("/console/me").json
        #expect(me?["name"]?.string == "xiaoju" && me?["step_up"]?.string == "totp")
        #expect(me?["duties"]?.array == [.string("owner")])
        bench.world.time.advance(seconds: 30)
        #expect(await browser.post("/console/step-up", ["code": bench.code()]).status == 200)
        #expect(browser.cookie != whole)
        for old in [half, whole] {
            let other = Browser(bench)
            other.use(cookie: old)
            #expect(await other.get("/console/me").status == 401)
        }
        #expect(await browser.post("/console/log-out").status == 200)
        #expect(await browser.get("/console/me").status == 401)
    }

    @Test("the cookie is the host's own, over TLS alone, and no script's")
    func cookieFlags() async throws {
        for (stage, name) in [(Stage.production, "__Host-console"), (.sandbox, "console")] {
            let bench = try Bench(stage)
            try await bench.person("xiaoju", [.viewer])
            let page = await Browser(bench).post(
                "/console/log-in",
                ["name": "xiaoju", "password": Self.password]
            )
            let field = try #require(page.headers["Set-Cookie"], "\(page)")
            let parts = field.split(separator: ";").map { $0.drop { $0 == " " } }
            #expect(parts[0].hasPrefix("\(name)=") && parts[0].count == name.count + 44)
            #expect(
                Set(parts.dropFirst()).isSuperset(of: ["Path=/", "HttpOnly", "SameSite=Strict"])
            )
            #expect(parts.contains("Secure") == (stage == .production))
            #expect(!field.contains("Domain") && !field.contains("Max-Age"))
            #expect(page.headers["Cache-Control"] == "no-store")
        }
    }

    @Test("who does not exist, who is off and a wrong password are told alike")
    func alike() async throws {
        let bench = try Bench()
        try await bench.person("xiaoju", [.viewer])
        let id = try await bench.person("gone", [.viewer])
        try await bench.database.write {
            try OperatorStore($0).change(id, Appointment([.viewer], merchants: []), .off)
        }
        var bodies: Set<Bytes> = []
        for (name, password) in [
            ("xiaoju", "not the password"), ("nobody", Self.password), ("gone", Self.password),
            ("a/b", Self.password),
        ] {
            let page = await Browser(bench).post(
                "/console/log-in",
                ["name": name, "password": password]
            )
            #expect(page.status == 401)
            bodies.insert(page.body)
        }
        #expect(bodies.count == 1)
    }

    @Test("a code is good once, in whatever session; a recovery code, too")
    func replay() async throws {
        let bench = try Bench()
        let id = try await bench.person("xiaoju", [.owner])
        try await bench.database.write {
            try OperatorStore($0).setRecovery(
                [ConsoleService.hash(ofToken: "ABCDEFGH23456789")],
                of: id
            )
        }
        func logIn(_ code: String) async -> Int {
            let browser = Browser(bench)
            _ = await browser.post(
                "/console/log-in",
                ["name": "xiaoju", "password": Self.password]
            )
            return await browser.post("/console/log-in/totp", ["code": code]).status
        }
        let code = bench.code()
        #expect(await logIn(code) == 200)
        #expect(await logIn(code) == 401)
        #expect(await logIn(bench.code(-1)) == 401, "an older one than the last")
        #expect(await logIn(bench.code(1)) == 200)
        #expect(await logIn(bench.code(2)) == 401)
        #expect(await logIn("abcdefgh-23456789") == 200)
        #expect(await logIn("abcdefgh-23456789") == 401)
    }

    @Test("five wrong ones lock the name, known or not, for a minute and then for longer; it ends")
    func lockout() async throws {
        for name in ["xiaoju", "nobody"] {
            let bench = try Bench()
            try await bench.person("xiaoju", [.viewer])
            func logIn(_ password: String) async -> Browser.Page {
                await Browser(bench).post("/console/log-in", ["name": name, "password": password])
            }
            for _ in 0..<5 { #expect(await logIn("wrong").status == 401) }
            let locked = await logIn(Self.password)
            #expect(locked.status == 429 && locked.headers["Retry-After"] == "60", "\(locked)")
            bench.world.time.advance(seconds: 60)
            #expect(await logIn("wrong").status == 401)
            #expect(await logIn(Self.password).headers["Retry-After"] == "120")
            bench.world.time.advance(seconds: 120)
            #expect(await logIn(Self.password).status == (name == "xiaoju" ? 200 : 401))
        }
    }

    @Test("a right password clears nothing while the code is missing, and wrong codes count")
    func codesCount() async throws {
        let bench = try Bench()
        try await bench.person("xiaoju", [.owner])
        let browser = Browser(bench)
        for round in 0..<5 {
            let page = await browser.post(
                "/console/log-in",
                ["name": "xiaoju", "password": Self.password]
            )
            #expect(page.json?["next"]?.string == "totp", "\(round)")
            #expect(await browser.post("/console/log-in/totp", ["code": "000000"]).status == 401)
        }
        #expect(await browser.post("/console/log-in/totp", ["code": bench.code()]).status == 429)
        let again = await browser.post(
            "/console/log-in",
            ["name": "xiaoju", "password": Self.password]
        )
        #expect(again.status == 429)
    }

    @Test("whoever is in is not kept from a proof by what others try at the door, but by their own")
    func doorAndInside() async throws {
        let bench = try Bench()
        try await bench.person("xiaoju", [.owner])
        let browser = try await bench.browser(of: "xiaoju")
        for _ in 0..<5 {
            _ = await Browser(bench).post("/console/log-in", ["name": "xiaoju", "password": "no"])
        }
        bench.world.time.advance(seconds: 30)
        #expect(await browser.post("/console/step-up", ["code": bench.code()]).status == 200)
        for _ in 0..<5 {
            #expect(await browser.post("/console/step-up", ["code": "000000"]).status == 401)
        }
        #expect(await browser.post("/console/step-up", ["code": bench.code(1)]).status == 429)
    }

    @Test("a session ends half an hour after the last request, and after twelve hours at most")
    func ends() async throws {
        let bench = try Bench()
        try await bench.person("xiaoju", [.viewer])
        let browser = try await bench.browser(of: "xiaoju")
        for _ in 0..<23 {
            bench.world.time.advance(seconds: 1800)
            #expect(await browser.get("/console/me").status == 200)
        }
        bench.world.time.advance(seconds: 1800)
        #expect(await browser.get("/console/me").status == 401)
        let idle = try await bench.browser(of: "xiaoju")
        bench.world.time.advance(seconds: 1801)
        #expect(await idle.get("/console/me").status == 401)
    }

    @Test("an invitation: a password, an authenticator, ten codes; the link is spent")
    func invitation() async throws {
        let bench = try Bench()
        try await bench.person("boss", [.owner])
        let boss = try await bench.browser(of: "boss")
        let made = await boss.send(
            .post,
            "/console/staff",
            .of(["name": .string("cai"), "duties": .texts(["finance"])])
        )
        let link = try #require(made.json?["link"]?.string, "\(made)")
        let token = String(try #require(link.split(separator: "/").last))
        let browser = Browser(bench)
        #expect(
            await browser.post("/console/invite", ["token": token]).json?["name"] == .string("cai")
        )
        let weak = await browser.post(
            "/console/invite",
            ["token": token, "password": "password1234"]
        )
        #expect(weak.code == "password_weak")
        let taken = await browser.post(
            "/console/invite",
            ["token": token, "password": Self.password]
        )
        #expect(taken.json?["next"]?.string == "enrol", "\(taken)")
        #expect(await browser.post("/console/invite", ["token": token]).code == "invite_unknown")
        let begun = await browser.post("/console/enrol").json
        let picture = await browser.get("/console/enrol/qr.svg")
        #expect(picture.headers["Content-Type"] == "image/svg+xml" && picture.status == 200)
        #expect(await browser.post("/console/enrol", ["code": "123"]).code == "wrong_code")
        let secret = try #require(begun?["secret"]?.string.flatMap(Base32Text.decode))
        let step = TOTP.step(at: bench.service.now)
        let code = ConsoleService.totp.code(secret, step: step)
        let done = await browser.post("/console/enrol", ["code": code])
        #expect(
            Set(done.json?["recovery"]?.array?.compactMap(\.string) ?? []).count == 10,
            "\(done)"
        )
        #expect(await browser.get("/console/me").status == 200)
        let late = await boss.post("/console/staff/\(made.json?["id"]?.string ?? "")/invite")
        let second = String(try #require(late.json?["link"]?.string?.split(separator: "/").last))
        bench.world.time.advance(seconds: 86_400)
        #expect(await browser.post("/console/invite", ["token": second]).code == "invite_unknown")
    }
}
