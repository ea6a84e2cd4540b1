import Basics
import Contracts
import Events
import HTTP
import JSON
import ServiceKit
import Testing
import TreasureDomain

@testable import TreasureServer

/// What the back office finds, and what it does with tasks and people.
@Suite struct OfficeTests {
    /// Every address of the back office with every duty: who is named may, nobody else.
    @Test func rights() async throws {
        let treasure = try await TreasureWorld()
        let routes = RouteBook.all.filter { $0.pattern.hasPrefix("/admin/treasure/") }
        #expect(routes.count >= 19)
        for route in routes {
            guard case .admin(let duties) = route.access else {
                Issue.record("\(route) is not for operators")
                continue
            }
            let path = route.pattern
                .replacing("{code}", with: "23456789abcd").replacing("{step}", with: "retry")
                .replacing("{uid}", with: "1").replacing("{id}", with: "1")
            for duty in Duty.allCases {
                let answer = await treasure.harness.call(
                    route.methods[0],
                    path,
                    by: .with(duty)
                )
                let isTurnedAway = answer.status == 403
                #expect(isTurnedAway == !duties.contains(duty), "\(route) \(duty): \(answer)")
            }
            let nobody = await treasure.harness.call(route.methods[0], path)
            #expect(nobody.status == 401, "\(route)")
            let player = await treasure.harness.call(
                route.methods[0],
                path,
                as: TreasureWorld.caller(1)
            )
            #expect(player.status == 401, "\(route)")
        }
    }

    @Test func findsTasks() async throws {
        let treasure = try await TreasureWorld()
        var codes: [String] = []
        for number in Int64(1)...5 {
            let publisher = TreasureWorld.caller(number % 2 + 1)
            codes.append(try await treasure.published(["name": "宝\(number)"], as: publisher))
        }
        #expect(await treasure.post("endTask", ["code": codes[0]], as: 2) == .done)
        #expect(try await found("tasks", in: treasure) == codes.reversed())
        #expect(try await found("tasks?state=open", in: treasure) == codes.dropFirst().reversed())
        #expect(try await found("tasks?state=settled", in: treasure) == [codes[0]])
        #expect(try await found("tasks?uid=1", in: treasure) == [codes[3], codes[1]])
        #expect(try await found("tasks?uid=9", in: treasure).isEmpty)
        for list in ["tasks?", "tasks?state=open&", "tasks?uid=2&"] {
            let whole = try await found(String(list.dropLast()), in: treasure)
            #expect(try await parts(list, of: 2, in: treasure) == whole)
        }
        for bad in ["state=shut", "state=", "uid=x", "limit=0", "after=x"] {
            let answer = await treasure.office("tasks?\(bad)")
            #expect((answer.status == 400) == (bad != "state="), "\(bad): \(answer)")
        }
        let table = await treasure.office("tasks.csv")
        let lines = table.body.split(separator: "\r\n")
        #expect(table.headers["Content-Type"] == "text/csv; charset=utf-8")
        #expect(lines.count == 6 && lines[0].hasPrefix("\u{FEFF}id,code,name,uid,"))
        #expect(lines[1].contains(",\(codes[4]),宝5,2,2,0.00,1,0,0,0,1,open,pass,0,0,"))
    }

    /// What waits for a person, and what the person sees of it.
    @Test func reviews() async throws {
        let treasure = try await TreasureWorld()
        treasure.judge.text = .review
        var codes: [String] = []
        for _ in 0..<3 { codes.append(try await treasure.published()) }
        #expect(try await found("reviews", in: treasure) == codes)
        #expect(try await parts("reviews?", of: 1, in: treasure) == codes)
        let sheet = try await treasure.office("tasks/\(codes[0])").json
        #expect(sheet["synopsis"]?.string == "自家种的" && sheet["task"]?["uid"]?.integer == 1)
        let picture = try #require(sheet["picture"]?.string)
        let path = String(picture.dropFirst("https://example.com".count))
        #expect(await treasure.harness.call(.get, path).status == 200)
        #expect(try await step("approve", codes[0], in: treasure)["state"]?.string == "open")
        let refused = try await step("refuse", codes[1], in: treasure)
        #expect(refused["content"]?.string == "risky" && refused["end_reason"]?.string == "refused")
        #expect(try await found("reviews", in: treasure) == [codes[2]])
        let trail = try await treasure.office("trail").json["rows"]?.array ?? []
        #expect(trail.compactMap { $0["what"]?.string } == ["task.refuse", "task.approve"])
        #expect(trail.first?["before"]?.string == "draft, review")
        #expect(trail.first?["after"]?.string == "settled, risky")
        #expect(trail.first?["reason"]?.string == "because")
    }

    @Test(arguments: ["approve", "refuse", "block", "end"])
    func stepsAreTakenOnce(_ name: String) async throws {
        let treasure = try await TreasureWorld()
        if name == "approve" { treasure.judge.text = .review }
        let code = try await treasure.published()
        let path = "tasks/\(code)/\(name)"
        let first = await treasure.office(path, ["reason": "because"])
        #expect(first.status == 200)
        let again = await treasure.office(path, ["reason": "because"])
        #expect(again.status == 409 && again.body.contains(#""code":"unchanged""#))
        let none = await treasure.office("tasks/23456789abcd/\(name)", ["reason": "because"])
        #expect(none.status == 404 && none.body.contains(#""code":"task_unknown""#))
        #expect(await treasure.office(path, [:]).status == 400)
        let long = await treasure.office(path, ["reason": String(repeating: "x", count: 201)])
        #expect(long.status == 400)
        let id = try await treasure.task(code).id
        let trail = try await treasure.office("trail?subject=task:\(id)").json["rows"]?.array
        #expect(trail?.map { $0["what"]?.string } == ["task.\(name)"])
        #expect(trail?.first?["operator_id"]?.string == "key")
    }

    @Test func unknownTasks() async throws {
        let treasure = try await TreasureWorld()
        for code in ["23456789abcd", "x"] {
            for path in ["tasks/\(code)", "tasks/\(code)/prizes"] {
                #expect(await treasure.office(path).status == 404)
            }
            for step in ["stop-payouts", "resume-payouts"] {
                let answer = await treasure.office("tasks/\(code)/\(step)", ["reason": "because"])
                #expect(answer.status == 404 && answer.body.contains(#""code":"task_unknown""#))
            }
        }
    }

    /// A prize is shown where it lies once it is found, the others when it is over.
    @Test func prizes() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(
            ["prize_num": "3", "forecast_num": "9", "interval": "3"]
        )
        for number in Int64(100)...103 { await treasure.dig(code, as: number) }
        let path = "tasks/\(code)/prizes"
        let running = try await treasure.office(path).json["rows"]?.array ?? []
        #expect(running.map { $0["depth"]?.integer } == [3, nil, nil])
        #expect(running.map { $0["uid"]?.integer } == [102, nil, nil])
        #expect(running.map { $0["state"]?.string } == ["undrawn", "buried", "buried"])
        #expect(await treasure.post("endTask", ["code": code]) == .done)
        let over = try await treasure.office("\(path)?after=1").json["rows"]?.array ?? []
        #expect(over.map { $0["depth"]?.integer } == [6, 9])
        let table = await treasure.office("prizes.csv").body.split(separator: "\r\n")
        #expect(table.count == 2 && table[1].contains(",\(code),一袋金桔,1,3,undrawn,102,0.00,"))
        let left = try await treasure.office("settlement").json["rows"]?.array ?? []
        #expect(left.map { $0["code"]?.string } == [code])
        #expect(left.first?["undrawn"]?.integer == 1 && left.first?["returning"]?.integer == 2)
    }

    @Test func everythingOfOne() async throws {
        let treasure = try await TreasureWorld()
        await treasure.deliver(.changed(1, 7, "小七"))
        var codes: [String] = []
        for number in Int64(1)...3 {
            let terms = ["forecast_num": "1", "name": "宝\(number)"]
            codes.append(try await treasure.published(terms, as: TreasureWorld.caller(number)))
            await treasure.dig(codes[Int(number) - 1], as: 7)
        }
        let own = try await treasure.published(as: TreasureWorld.caller(7))
        let sheet = try await treasure.office("people/7").json
        #expect(sheet["nickname"]?.string == "小七" && sheet["digs"]?.integer == 3)
        #expect(sheet["releases"]?.integer == 1 && sheet["blacklisted"] == nil)
        #expect(sheet["tasks"]?.array?.map { $0["code"]?.string } == [own])
        for (list, name) in [("digs", "dug"), ("prizes", "prizes")] {
            let shown = sheet[name]?.array?.compactMap { $0["code"]?.string }
            #expect(shown == codes.reversed())
            #expect(try await found("people/7/\(list)", in: treasure) == codes.reversed())
            let parts = try await parts("people/7/\(list)?", of: 2, in: treasure)
            #expect(parts == codes.reversed())
        }
        // Another account becomes part of it.
        await treasure.deliver(.merged(2, 7, into: 8))
        let merged = try await treasure.office("people/7").json
        #expect(merged["uid"]?.integer == 8 && merged["digs"]?.integer == 3)
        let stranger = try await treasure.office("people/99").json
        #expect(stranger["digs"]?.integer == 0 && stranger["tasks"]?.array?.isEmpty == true)
    }

    @Test func blacklist() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        for uid in ["5", "6", "7"] {
            let answer = await treasure.office("blacklist", ["uid": uid, "reason": "bot"])
            #expect(answer.status == 200)
        }
        let again = await treasure.office("blacklist", ["uid": "5", "reason": "bot"])
        #expect(again.status == 409)
        #expect(await treasure.dig(code, as: 5).code == 1)
        let listed = try await treasure.office("blacklist?limit=2").json
        #expect(listed["rows"]?.array?.map { $0["uid"]?.integer } == [5, 6])
        #expect(listed["next"]?.integer == 6)
        let sheet = try await treasure.office("people/5").json
        #expect(sheet["blacklisted"]?["reason"]?.string == "bot")
        let off = await treasure.office("blacklist/5/remove", ["reason": "a person"])
        #expect(off.status == 200)
        #expect(await treasure.office("blacklist/5/remove", ["reason": "x"]).status == 409)
        #expect(await treasure.dig(code, as: 5).code == 0)
        for bad in [["uid": "0", "reason": "x"], ["uid": "5"], ["reason": "x"]] {
            #expect(await treasure.office("blacklist", bad).status == 400, "\(bad)")
        }
        let trail = try await treasure.office("trail?subject=uid:5").json["rows"]?.array
        #expect(trail?.map { $0["what"]?.string } == ["blacklist.remove", "blacklist.add"])
    }

    // MARK: Helpers

    private func found(_ list: String, in treasure: TreasureWorld) async throws -> [String] {
        let rows = try await treasure.office(list).json["rows"]?.array
        return try #require(rows, "\(list)").compactMap { $0["code"]?.string }
    }

    /// The same, part by part.
    private func parts(
        _ list: String,
        of limit: Int,
        in treasure: TreasureWorld
    ) async throws -> [String] {
        var all: [String] = []
        var after = ""
        while true {
            let part = try await treasure.office("\(list)limit=\(limit)\(after)").json
            let rows = try #require(part["rows"]?.array)
            #expect(rows.count <= limit)
            all += rows.compactMap { $0["code"]?.string }
            guard let next = part["next"]?.integer else { return all }
            after = "&after=\(next)"
        }
    }

    private func step(
        _ name: String,
        _ code: String,
        in treasure: TreasureWorld
    ) async throws -> JSONValue {
        let answer = await treasure.office("tasks/\(code)/\(name)", ["reason": "because"])
        try #require(answer.status == 200, "\(answer)")
        return try answer.json
    }
}

extension TreasureWorld {
    /// `GET /admin/treasure/…` as whoever has the key.
    func office(_ path: String) async -> ServiceKit.Answer {
        await harness.call(.get, "/admin/treasure/\(path)", by: .key)
    }

    /// `POST /admin/treasure/…`
    func office(_ path: String, _ parameters: [String: String]) async -> ServiceKit.Answer {
        await harness.call(.post, "/admin/treasure/\(path)", parameters, by: .key)
    }
}

extension Operator {
    /// Somebody with one duty.
    fileprivate static func with(_ duty: Duty) -> Operator {
        Operator(id: "o:5", name: "Five", duties: [duty])
    }
}
