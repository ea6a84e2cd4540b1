import HTTPClient
import HTTP
import Basics
import ConsoleDomain
import JSON
import Loops
import Testing

@testable import ConsoleServer

struct StaffTests {
    @Test("a manager has the clerks of the own merchants, and nobody else")
    func managers() async throws {
        let bench = try Bench()
        let boss = try await bench.person("boss", [.owner])
        try await bench.person("manager", [.manager], merchants: [1, 2])
        let other = try await bench.person("other", [.clerk], merchants: [3])
        let own = try await bench.person("own", [.clerk], merchants: [2])
        let browser = try await bench.browser(of: "manager")
        let rows = await browser.get("/console/staff").json?["rows"]?.array
        #expect(rows?.compactMap { $0["name"]?.string } == ["own"])
        func add(_ duties: [String], _ merchants: [Int64]) async -> Browser.Page {
            await browser.send(
                .post,
                "/console/staff",
                .of([
                    "name": .string("new"), "duties": .texts(duties),
                    "merchants": .array(merchants.map { .integer($0) }),
                ])
            )
        }
        #expect(await add(["clerk"], [3]).status == 403)
        #expect(await add(["manager"], [1]).status == 403)
        #expect(await add(["clerk", "viewer"], [1]).status == 403)
        #expect(await add(["clerk"], []).code == "duties_bad")
        #expect(await add(["clerk"], [1]).status == 200)
        #expect(await add(["clerk"], [1]).code == "name_taken")
        for id in [boss, other] {
            #expect(await browser.post("/console/staff/o:\(id)/end-sessions").status == 404)
            let page = await browser.send(
                .patch,
                "/console/staff/\(id)",
                .of(["state": .string("off")])
            )
            #expect(page.status == 404)
        }
        let raised = await browser.send(
            .patch,
            "/console/staff/\(own)",
            .of(["duties": .texts(["owner"])])
        )
        #expect(raised.status == 403)
    }

    @Test("who is off is out at once; nobody does it to themselves, nor to the last owner")
    func off() async throws {
        let bench = try Bench()
        let boss = try await bench.person("boss", [.owner])
        let cai = try await bench.person("cai", [.support])
        let browser = try await bench.browser(of: "boss")
        let theirs = try await bench.browser(of: "cai")
        let page = await browser.send(
            .patch,
            "/console/staff/o:\(cai)",
            .of(["state": .string("off")])
        )
        #expect(page.json?["state"]?.string == "off", "\(page)")
        #expect(await theirs.get("/console/me").status == 401)
        let own = await browser.send(
            .patch,
            "/console/staff/\(boss)",
            .of(["state": .string("off")])
        )
        #expect(own.code == "oneself")
    }

    @Test("an authenticator goes when a second owner says so, and its sessions with it")
    func reset() async throws {
        let bench = try Bench()
        let cai = try await bench.person("cai", [.finance])
        try await bench.person("boss", [.owner])
        try await bench.person("second", [.owner])
        let theirs = try await bench.browser(of: "cai")
        let boss = try await bench.browser(of: "boss")
        let second = try await bench.browser(of: "second")
        let asked = await boss.post("/console/staff/\(cai)/reset-totp", ["reason": "lost phone"])
        let id = try #require(asked.json?["approval"]?.string, "\(asked)")
        #expect(await boss.post("/console/approvals/\(id)/approve").code == "own_request")
        // The one concerned may not either, with whatever duty.
        #expect(await theirs.get("/console/me").status == 200)
        let waiting = await second.get("/console/approvals").json?["rows"]?.array
        #expect(waiting?.first?["id"]?.string == id && waiting?.count == 1)
        #expect(await second.post("/console/approvals/\(id)/approve").status == 200)
        #expect(await second.post("/console/approvals/\(id)/refuse").code == "decided")
        #expect(await theirs.get("/console/me").status == 401)
        let again = await Browser(bench).post(
            "/console/log-in",
            ["name": "cai", "password": Bench.password]
        )
        #expect(again.json?["next"]?.string == "enrol")
    }

    @Test("payouts go again when a second person says so; then the call is made in their name")
    func passedOnByTwo() async throws {
        let bench = try Bench()
        try await bench.person("boss", [.owner])
        try await bench.person("cai", [.finance])
        let boss = try await bench.browser(of: "boss")
        let cai = try await bench.browser(of: "cai")
        let body = JSONValue.of(["reason": .string("all is well")])
        let asked = await boss.send(.post, "/admin/treasure/payout-switch/go", body)
        #expect(asked.status == 202)
        let again = await boss.send(.post, "/admin/treasure/payout-switch/go", body)
        #expect(again.json == asked.json, "the same waits once")
        #expect(bench.passed.withLock(\.isEmpty))
        let id = try #require(asked.json?["approval"]?.string)
        let done = await cai.post("/console/approvals/\(id)/approve")
        #expect(done.json?["status"]?.integer == 200, "\(done)")
        let sent = try #require(bench.passed.withLock(\.last))
        #expect(sent.target == "/admin/treasure/payout-switch/go")
        guard case .bytes(let octets) = sent.body else { Issue.record("no body"); return }
        #expect(String(decoding: octets, as: UTF8.self) == "{\"reason\":\"all is well\"}")
    }

    @Test("another password ends the other sessions")
    func password() async throws {
        let bench = try Bench()
        try await bench.person("cai", [.viewer])
        let one = try await bench.browser(of: "cai")
        let other = try await bench.browser(of: "cai")
        let fresh = "another long way to go"
        #expect(
            await one.post("/console/password", ["old": "wrong", "password": fresh]).code
                == "wrong_log_in"
        )
        #expect(
            await one.post("/console/password", ["old": Bench.password, "password": fresh]).status
                == 200
        )
        #expect(await one.get("/console/me").status == 200)
        #expect(await other.get("/console/me").status == 401)
        let late = await Browser(bench).post("/console/log-in", ["name": "cai", "password": fresh])
        #expect(late.json?["next"]?.string == "done")
    }
}
