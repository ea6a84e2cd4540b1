import Basics
import HTTP
import JSON
import Payments
import ServiceKit
import Storage
import Testing
import TreasureDomain

@testable import TreasureServer

/// What finance sees and does, by its addresses.
@Suite struct MoneyOfficeTests {
    private let transfers = "/v3/fund-app/mch-transfer/transfer-bills"

    private func read(_ path: String, _ world: MoneyWorld) async throws -> JSONValue {
        let answer = await world.office(path)
        try #require(answer.status == 200, "\(path): \(answer)")
        return answer.json
    }

    private func rows(_ path: String, _ world: MoneyWorld) async throws -> [JSONValue] {
        try #require(try await read(path, world)["rows"]?.array, "\(path)")
    }

    /// Why, since when, how often tried; tried again; taken back; and what cannot be done any more.
    @Test func payouts() async throws {
        let world = try await MoneyWorld()
        let code = try await world.open()
        for friend in [Friend.first, .second] { try await world.dig(code, by: friend) }
        try await world.fault(
            transfers,
            #""kind":"errcode","code":"NOT_ENOUGH","status":403,"times":1"#
        )
        for friend in [Friend.first, .second] { _ = try await world.draw(code, by: friend) }
        let stuck = try await rows("payouts?state=stuck", world)
        #expect(stuck.count == 1 && stuck[0]["trouble"]?.string?.hasPrefix("NOT_ENOUGH") == true)
        #expect(stuck[0]["tries"]?.integer == 1 && stuck[0]["troubled_at"]?.string != nil)
        #expect(stuck[0]["code"]?.string == code.text && stuck[0]["amount"]?.integer == 200)
        #expect(stuck[0]["uid"]?.integer == Friend.first.uid)
        let id = try #require(stuck[0]["id"]?.integer)
        let retried = await world.office("payouts/\(id)/retry", ["reason": "money is in"])
        #expect(retried.status == 200 && retried.json["id"]?.integer == id)
        try await world.pass(seconds: 10)
        #expect(try await rows("payouts?state=stuck", world).isEmpty)
        let all = try await rows("payouts", world)
        #expect(all.count == 2 && all[1]["id"]?.integer == id)
        #expect(try await rows("payouts?state=confirming", world).count == 2)
        #expect(
            try await rows("payouts?limit=1&after=\(all[0]["id"]?.integer ?? 0)", world) == [all[1]]
        )
        #expect(await world.office("payouts?state=lost").status == 400)
        let table = await world.office("payouts.csv").body.split(separator: "\r\n")
        #expect(table.count == 3 && table[1].contains(",\(code.text),"))
        #expect(table[1].contains(",2.00,\(MoneyWorld.mchid),confirming,"))
        let cancelled = await world.office("payouts/\(id)/cancel", ["reason": "wrong one"])
        #expect(cancelled.json["state"]?.string == "cancelling")
        try await world.pass(seconds: 30)
        let late = await world.office("payouts/\(id)/cancel", ["reason": "again"])
        #expect(late.status == 409 && late.body.contains("state_forbids"))
        let none = await world.office("payouts/1/retry", ["reason": "x"])
        #expect(none.status == 404 && none.body.contains("payout_unknown"))
        #expect(await world.office("payouts/\(id)/forget", ["reason": "x"]).status == 400)
        #expect(await world.office("payouts/\(id)/retry", [:]).status == 400)
        let trail = try await rows("trail?subject=payout:\(id)", world)
        #expect(trail.map { $0["what"]?.string } == ["payout.cancel", "payout.retry"])
        try await world.expectSound()
    }

    @Test func refunds() async throws {
        let world = try await MoneyWorld()
        let code = try await world.open()
        try await world.control(.post, "/sandbox/merchant", #"{"balance":10}"#)
        try await world.end(code)
        try await world.pass(seconds: 10)
        let stuck = try await rows("refunds?state=stuck", world)
        let id = try #require(stuck.first?["id"]?.integer)
        let task = try await world.task(code).id
        #expect(stuck[0]["ref"]?.string == "task:\(task):unwon")
        #expect(stuck[0]["amount"]?.integer == 400)
        #expect(stuck[0]["trouble"]?.string?.hasPrefix("NOT_ENOUGH") == true)
        try await world.control(.post, "/sandbox/merchant", #"{"balance":1000000}"#)
        #expect(await world.office("refunds/\(id)/retry", ["reason": "x"]).status == 200)
        try await world.pass(seconds: 60)
        #expect(try await rows("refunds?state=stuck", world).isEmpty)
        #expect(try await rows("refunds?state=done", world).map { $0["id"]?.integer } == [id])
        #expect(try await rows("refunds", world).count == 1)
        let late = await world.office("refunds/\(id)/retry", ["reason": "x"])
        #expect(late.status == 409 && late.body.contains("state_forbids"))
        let none = await world.office("refunds/1/retry", ["reason": "x"])
        #expect(none.status == 404 && none.body.contains("refund_unknown"))
        try await world.expectSound()
    }

    /// One task, or all of them.
    @Test func stopAndGo() async throws {
        let world = try await MoneyWorld()
        let code = try await world.open(prizes: 1)
        try await world.dig(code, by: .first)
        #expect(try await read("payout-switch", world)["stopped"]?.bool == false)
        for (stop, go) in [
            ("payout-switch/stop", "payout-switch/go"),
            ("tasks/\(code.text)/stop-payouts", "tasks/\(code.text)/resume-payouts"),
        ] {
            #expect(await world.office(go, ["reason": "x"]).status == 409)
            #expect(await world.office(stop, ["reason": "a leak"]).status == 200)
            #expect(await world.office(stop, ["reason": "a leak"]).status == 409)
            let refused = try await world.draw(code, by: .first)
            #expect(refused["msg"]?.string == "红包发放已暂停，请稍后再试")
            if stop.hasPrefix("payout") {
                let position = try await read("payout-switch", world)
                #expect(position["stopped"]?.bool == true)
                #expect(position["reason"]?.string == "a leak")
            } else {
                let sheet = try await read("tasks/\(code.text)", world)
                #expect(sheet["task"]?["payouts_stopped"]?.bool == true)
            }
            #expect(await world.office(go, ["reason": "mended"]).status == 200)
        }
        #expect(try await world.draw(code, by: .first)["status"]?.integer == 0)
        let goods = try await world.publish(kind: .goods)
        let nothing = await world.office("tasks/\(goods.text)/stop-payouts", ["reason": "x"])
        #expect(nothing.status == 409)
        let none = await world.office("tasks/23456789abcd/stop-payouts", ["reason": "x"])
        #expect(none.status == 404)
        let what = try await rows("trail", world).compactMap { $0["what"]?.string }
        #expect(what == ["task.go-payouts", "task.stop-payouts", "payouts.go", "payouts.stop"])
    }

    /// By day and month; what was held is counted back from now.
    @Test func figures() async throws {
        let world = try await MoneyWorld()
        let first = CivilZone.china.day(at: world.world.clock.now)
        let code = try await world.open(yuan: 3, prizes: 2)
        try await world.dig(code, by: .first)
        _ = try await world.draw(code, by: .first)
        try await world.confirm(code, by: .first)
        try await world.pass(days: 1)
        try await world.end(code)
        try await world.pass(seconds: 60)
        let last = first.adding(days: 1)
        let range = "from=\(first.adding(days: -1).text)&to=\(last.adding(days: 1).text)"
        let days = try await rows("figures?\(range)", world)
        func column(_ name: String) -> [Int64?] { days.map { $0[name]?.integer } }
        #expect(days.map { $0["day"]?.string } == (-1...2).map { first.adding(days: $0).text })
        #expect(column("paid_in") == [0, 600, 0, 0])
        #expect(column("paid_out") == [0, 300, 0, 0])
        #expect(column("refunded") == [0, 0, 300, 0])
        #expect(column("held") == [0, 300, 0, 0])
        #expect(column("digs") == [0, 1, 0, 0] && column("prizes") == [0, 1, 0, 0])
        let month = try await rows("figures?\(range)&by=month", world)
        #expect(month.count == 1 && month[0]["day"]?.string == "2026-01")
        #expect(month[0]["paid_in"]?.integer == 600 && month[0]["held"]?.integer == 0)
        let table = await world.office("figures.csv?\(range)").body.split(separator: "\r\n")
        #expect(table.count == 5)
        #expect(table[2] == "\(first.text),0,1,1,6.00,0.00,3.00,3.00")
        let past = try await rows("figures?from=2020-01-01&to=2020-01-02", world)
        #expect(past.map { $0["held"]?.integer } == [nil, nil])
        for bad in [
            "from=2026-01-02&to=2026-01-01", "from=2026-01-01", "from=x&to=2026-01-01",
            "from=2024-01-01&to=2026-01-01", "from=2026-02-30&to=2026-03-01",
            "from=2026-01-01&to=2026-01-01&by=year",
        ] {
            #expect(await world.office("figures?\(bad)").status == 400, "\(bad)")
        }
        let money = try await read("tasks/\(code.text)", world)["money"]
        #expect(money?["paid_in"]?.integer == 600 && money?["refunded"]?.integer == 300)
        #expect(money?["paid_out"]?.integer == 300 && money?["held"]?.integer == 0)
    }

    @Test func differences() async throws {
        let world = try await MoneyWorld()
        #expect(try await rows("differences", world).isEmpty)
        try await world.database.write { unit in
            try unit.connection.run(
                """
                INSERT INTO pay_difference (id, mchid, day, kind, number, ours, theirs, found_at)
                VALUES (7, ?1, 20467, 'payment_missing', 'TP1N1', 'paid 400', '', ?2)
                """,
                MoneyWorld.mchid,
                unit.now
            )
        }
        let open = try await rows("differences", world)
        #expect(open.map { $0["id"]?.integer } == [7])
        #expect(open[0]["day"]?.string == "2026-01-14")
        #expect(open[0]["kind"]?.string == "payment_missing")
        let path = "differences/7/explain"
        #expect(await world.office(path, ["reason": "billed a day later"]).status == 200)
        let again = await world.office(path, ["reason": "x"])
        #expect(again.status == 409 && again.body.contains("state_forbids"))
        let none = await world.office("differences/8/explain", ["reason": "x"])
        #expect(none.status == 404 && none.body.contains("difference_unknown"))
        #expect(try await rows("differences", world).isEmpty)
        let all = try await rows("differences?all=1", world)
        #expect(all.first?["explanation"]?.string == "billed a day later")
        #expect(all.first?["explained_by"]?.string == "key")
        let trail = try await rows("trail?subject=difference:7", world)
        #expect(trail.map { $0["what"]?.string } == ["difference.explain"])
    }
}

extension MoneyWorld {
    /// `GET /admin/treasure/…` as whoever has the key.
    func office(_ path: String) async -> ServiceKit.Answer {
        await harness.call(.get, "/admin/treasure/\(path)", by: .key)
    }

    /// `POST /admin/treasure/…`
    func office(_ path: String, _ parameters: [String: String]) async -> ServiceKit.Answer {
        await harness.call(.post, "/admin/treasure/\(path)", parameters, by: .key)
    }
}
