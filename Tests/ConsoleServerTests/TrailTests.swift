import Basics
import ConsoleDomain
import Contracts
import HTTP
import HTTPClient
import JSON
import Loops
import ServiceKit
import Storage
import Testing

@testable import ConsoleServer

struct TrailTests {
    @Test("a call is noted before and after; the service is told who is at work, and nothing else")
    func passing() async throws {
        let bench = try Bench()
        try await bench.person("cai", [.support])
        let browser = try await bench.browser(of: "cai")
        bench.passed.withLock { $0.removeAll() }
        let body = JSONValue.of([
            "iid": .integer(5), "points": .integer(10), "reason": .string("sorry"),
            "phone": .string("13800138000"), "ref": .string("r1"),
        ])
        let page = await browser.send(
            .post,
            "/admin/points/adjust?x=1",
            body,
            headers: [
                ("X-Kumquat-Operator", "forged"), ("X-Forwarded-For", "1.2.3.4"),
                ("Authorization", "Bearer x"), ("Idempotency-Key", "k1"),
            ]
        )
        #expect(page.status == 200)
        let sent = try #require(bench.passed.withLock(\.last))
        #expect(sent.target == "/admin/points/adjust?x=1")
        for name in ["Cookie", "Authorization", "X-Forwarded-For", "Origin"] {
            #expect(!sent.headers.contains(name), "\(name)")
        }
        #expect(sent.headers["Idempotency-Key"] == "k1")
        let call = SignedCall(
            method: .post,
            target: Bytes(sent.target.utf8)[...],
            requestID: sent.headers[InternalHeader.requestID] ?? "",
            timestamp: sent.headers[InternalHeader.timestamp] ?? "",
            identity: "",
            administrator: sent.headers[InternalHeader.operator] ?? ""
        )
        let signature = sent.headers[InternalHeader.signature] ?? ""
        #expect(bench.world.keys.verify(call, signature: signature))
        let who = sent.headers[InternalHeader.operator].flatMap { Operator(header: $0) }
        #expect(who?.name == "cai" && who?.duties == [.support] && who?.provenAt != nil)
        let line = try #require(try await lines(bench).first)
        let noted = line.entry.call
        #expect(noted.operatorName == "cai" && noted.path == "/admin/points/adjust")
        #expect(noted.reason == "sorry" && noted.subject == "iid=5" && line.status == 200)
        #expect(noted.requestID == sent.headers[InternalHeader.requestID])
        #expect(!noted.fields.contains("13800138000") && noted.fields.contains("digest:"))
        #expect(noted.fields.contains("\"points\":10"), "\(noted.fields)")
    }

    @Test("what comes to nothing stands there, too; looks at lists do not")
    func failures() async throws {
        let bench = try Bench()
        try await bench.person("cai", [.support])
        let browser = try await bench.browser(of: "cai")
        let before = try await lines(bench).count
        #expect(await browser.get("/admin/points/participants").status == 200)
        #expect(try await lines(bench).count == before)
        #expect(await browser.get("/admin/auth/users/5").status == 200)
        bench.answer.withLock { $0 = .failure(.unreachable(.noSocket)) }
        let gone = await browser.post("/admin/auth/users/5/ban")
        #expect(gone.code == "unavailable" && gone.headers["Retry-After"] == "1")
        bench.answer.withLock { $0 = .failure(.timedOut) }
        #expect(await browser.post("/admin/auth/users/5/ban").code == "upstream_timed_out")
        let statuses = try await lines(bench).prefix(3).map(\.status)
        #expect(statuses == [504, 503, 200])
        let all = try await lines(bench)
        #expect(all.prefix(3).allSatisfy { $0.entry.call.subject == "uid=5" })
    }

    @Test("a proof finds a row that was changed, taken out or put in", arguments: 0..<4)
    func tampering(kind: Int) async throws {
        let bench = try Bench()
        try await bench.person("boss", [.owner])
        let browser = try await bench.browser(of: "boss")
        for uid in 1...3 { _ = await browser.post("/admin/auth/users/\(uid)/ban") }
        let sound = await browser.get("/console/trail/verify").json
        #expect(sound?["sound"]?.bool == true && sound?["broken_at"] == .null)
        let rows = try #require(sound?["rows"]?.integer)
        #expect(rows >= 7)
        try await bench.database.write { connection in
            switch kind {
            case 0: try connection.run("UPDATE trail SET reason = 'x' WHERE number = 3")
            case 1: try connection.run("DELETE FROM trail WHERE number = 3")
            case 2: try connection.run("UPDATE trail SET status = 403 WHERE number = 4")
            default:
                try connection.run("DELETE FROM trail WHERE number = 3")
                try connection.run(
                    """
                    INSERT INTO trail SELECT 3, kind, of, at, operator, name, session, address, method,
                        path, service, subject, reason, fields, request_id, status, hash
                    FROM trail WHERE number = 5
                    """
                )
            }
        }
        let broken = await browser.get("/console/trail/verify").json
        #expect(broken?["sound"]?.bool == false)
        #expect(broken?["broken_at"]?.integer == (kind == 2 ? 4 : 3))
    }

    @Test("the list goes by key and filters; the table holds all of it, and needs a proof")
    func lists() async throws {
        let bench = try Bench()
        try await bench.person("boss", [.owner])
        let browser = try await bench.browser(of: "boss")
        for uid in 1...30 { _ = await browser.post("/admin/auth/users/\(uid)/ban") }
        let first = await browser.get("/console/trail?limit=20&service=auth").json
        #expect(first?["rows"]?.array?.count == 20)
        let next = try #require(first?["next"]?.integer)
        let second = await browser.get("/console/trail?limit=20&service=auth&after=\(next)").json
        #expect(second?["rows"]?.array?.count == 10 && second?["next"] == nil)
        let one = await browser.get("/console/trail?subject=uid%3D7").json?["rows"]?.array
        #expect(one?.count == 1 && one?.first?["path"]?.string == "/admin/auth/users/{uid}/ban")
        let me = try #require(await browser.get("/console/me").json?["id"]?.string)
        let mine = await browser.get("/console/trail?operator=\(me)&limit=100").json
        #expect((mine?["rows"]?.array?.count ?? 0) > 30)
        #expect(mine?["rows"]?.array?.allSatisfy { $0["operator"]?.string == me } == true)
        let none = await browser.get("/console/trail?operator=\(me)&subject=uid%3D31").json
        #expect(none?["rows"]?.array?.isEmpty == true)
        let past = await browser.get("/console/trail?from=2020-01-01&to=2020-12-31").json
        #expect(past?["rows"]?.array?.isEmpty == true)
        #expect(await browser.get("/console/trail?from=yesterday").status == 422)
        #expect(await browser.get("/console/trail?limit=0").status == 422)
        let table = await browser.get("/console/trail.csv?service=auth")
        let lines = String(decoding: table.body, as: UTF8.self).split(separator: "\r\n")
        #expect(lines.count == 31 && table.headers["Content-Type"]?.hasPrefix("text/csv") == true)
        bench.world.time.advance(seconds: 301)
        #expect(await browser.get("/console/trail.csv").code == "step_up_required")
    }

    private func lines(_ bench: Bench) async throws -> [TrailLine] {
        try await bench.database.read {
            try TrailStore($0).lines(TrailFilter(), before: .max, upTo: 1000)
        }
    }
}
