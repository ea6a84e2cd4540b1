import Basics
import CommerceDomain
import HTTP
import JSON
import Payments
import ServiceKit
import Storage
import Testing

@testable import CommerceServer

/// The back office of orders.
@Suite struct OrderOfficeTests {
    @Test func listsFilesAndNotes() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let paid = try await world.paid(2, as: me)
        let unpaid = try await world.placed(as: try await world.shopper(2))
        let all = await world.office(.get, "orders", ["limit": "1"])
        let first = try #require(try all.json["rows"]?.array?.first)
        #expect(first["order_no"]?.string == unpaid && first["amount"]?.integer == 1234)
        let next = try #require(try all.json["next"]?.integer)
        let rest = await world.office(.get, "orders", ["after": "\(next)"])
        #expect(try rest.json["rows"]?.array?.first?["order_no"]?.string == paid)
        for (name, value, count) in [
            ("status", "4", 1), ("status", "1", 1), ("status", "7", 0), ("uid", "1", 1),
            ("merchant_id", "\(Catalogue.merchant)", 2), ("merchant_id", "99", 0),
        ] {
            let found = await world.office(.get, "orders", [name: value])
            #expect(try found.json["rows"]?.array?.count == count, "\(name) \(value)")
        }
        #expect(await world.office(.get, "orders", ["status": "5"]).status == 400)
        let note = await world.office(.post, "orders/\(paid)/notes", ["text": "called back"])
        #expect(note.status == 200, "\(note)")
        let file = await world.office(.get, "orders/\(paid)", by: .manager())
        let json = try file.json
        let timeline = json["timeline"]?.array?.compactMap { $0["what"]?.string }
        // All but the first are of one moment here.
        #expect(timeline?.sorted() == ["callback", "note", "paid", "placed", "prepay"], "\(file)")
        #expect(timeline?.first == "placed")
        #expect(json["vouchers"]?.array?.count == 2)
        let code = try await world.vouchers(paid)[0].code.text
        #expect(!file.body.contains(code))
        #expect(json["vouchers"]?.array?[0]["tail"]?.string == String(code.suffix(4)))
        #expect(json["payments"]?.array?.first?["state"]?.string == "paid")
        #expect(await world.office(.get, "orders/1").errorCode == "order_unknown")
        let none = await world.office(.post, "orders/1/notes", ["text": "x"])
        #expect(none.errorCode == "order_unknown")
        let table = await world.office(.get, "orders.csv")
        #expect(table.body.contains(paid) && table.body.contains("24.68"))
        let trail = await world.office(.get, "trail", ["subject": "order:\(paid)"])
        #expect(trail.status == 200 && trail.body.contains("order.note"), "\(trail)")
    }

    /// What is needed is asked for, and a number that was typed wrongly is told from one of nobody's.
    @Test func whatIsMissing() async throws {
        let world = try await OrderWorld()
        let paid = try await world.paid(as: try await world.shopper())
        for (method, path) in [
            (.get, "figures"), (.post, "differences/1/explain"), (.post, "orders/\(paid)/notes"),
            (.post, "orders/\(paid)/refund"), (.post, "reconcile"), (.post, "refunds/1/retry"),
            (.post, "vouchers/undo"),
        ] as [(HTTP.Method, String)] {
            let answer = await world.office(method, path)
            #expect(answer.status == 400, "\(path): \(answer)")
            #expect(answer.errorCode == "parameter_missing", "\(path): \(answer)")
        }
        let look = await world.office(.get, "vouchers/123456789012")
        #expect(look.status == 422 && look.errorCode == "code_malformed", "\(look)")
        let wrong = ["verify_code": "123456789012", "reason": "mistake"]
        let undo = await world.office(.post, "vouchers/undo", wrong)
        #expect(undo.status == 422 && undo.errorCode == "code_malformed", "\(undo)")
    }

    @Test func figures() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let number = try await world.paid(2, as: me)
        _ = try await world.paid(of: Catalogue.away, as: try await world.shopper(1, app: 3))
        _ = try await world.placed(as: me)
        let code = try await world.vouchers(number)[0].code.text
        _ = await world.redeem(code)
        world.world.time.advance(seconds: 86_400)
        _ = await world.office(.post, "orders/\(number)/refund", ["reason": "bad tea"])
        try await world.settle()
        let month = ["from": "2026-01-01", "to": "2026-01-31"]
        let days = try await world.office(.get, "figures", month).json["rows"]?.array
        #expect(days?.count == 2, "\(String(describing: days))")
        for (name, value) in [
            ("placed", 3), ("paid", 2), ("paid_in", 2968), ("redeemed", 1), ("refunded", 0),
        ] as [(String, Int64)] {
            #expect(days?.first?[name]?.integer == value, "\(name)")
        }
        #expect(days?.first?["day"]?.string == "2026-01-15")
        #expect(days?.last?["refunded"]?.integer == 1)
        #expect(days?.last?["refunded_amount"]?.integer == 1234)
        let merchants = try await world.office(
            .get,
            "figures",
            month.merging(["by": "merchant"]) { $1 }
        ).json["rows"]?.array
        #expect(
            merchants?.compactMap { $0["merchant_id"]?.integer }
                == [Catalogue.merchant, Catalogue.other]
        )
        let part = try await world.office(
            .get,
            "figures",
            month.merging(["by": "merchant", "limit": "1"]) { $1 }
        ).json
        #expect(part["next"]?.integer == Catalogue.merchant)
        let own = try await world.office(
            .get,
            "figures",
            month,
            by: .manager(of: [Catalogue.merchant, Catalogue.other])
        ).json["rows"]?.array
        #expect(own?.first?["paid_in"]?.integer == 2968)
        let one = try await world.office(
            .get,
            "figures",
            month.merging(["merchant_id": "\(Catalogue.other)"]) { $1 }
        ).json["rows"]?.array
        #expect(one?.first?["paid_in"]?.integer == 500 && one?.count == 1)
        #expect(
            await world.office(.get, "figures", ["from": "2026-01-02", "to": "2026-01-01"]).status
                == 400
        )
        #expect(await world.office(.get, "figures", ["from": "x", "to": "y"]).status == 400)
        try await world.expectSound()
    }

    /// Two accounts that are one person's: orders, limits and file follow.
    @Test func everythingOfOneUser() async throws {
        let world = try await OrderWorld()
        let (me, later) = (try await world.shopper(1), try await world.shopper(2))
        let number = try await world.paid(2, of: Catalogue.limited, as: me)
        try await world.database.write { unit in
            // As the event has it written down.
            try unit.connection.run(
                "INSERT INTO person_redirect (uid, merged_into) VALUES (1, 2)"
            )
            try OrderPeople.merge(ID(1), into: ID(2), in: unit)
        }
        #expect(await world.buy(of: Catalogue.limited, as: later).code == 10001)
        let detail = await world.get("order/detail", ["order_no": number], as: later)
        #expect(detail.data?["user_id"]?.integer == 2)
        // The old token names the old account.
        #expect(await world.get("order/detail", ["order_no": number], as: me).code == 0)
        let all = try await world.office(.get, "users/1").json
        #expect(all["uid"]?.integer == 2 && all["former"]?.array?.first?.integer == 1)
        #expect(all["orders"]?.integer == 1 && all["paid_in"]?.integer == 200)
        #expect(all["rows"]?.array?.first?["order_no"]?.string == number)
        let none = try await world.office(.get, "users/77").json
        #expect(none["orders"]?.integer == 0 && none["rows"]?.array?.isEmpty == true)
        try await world.expectSound()
    }

    /// Whoever is deleted leaves no name and no mobile; the books stay.
    @Test func aDeletedUserLeavesNoName() async throws {
        let world = try await OrderWorld()
        let number = try await world.paid(as: try await world.shopper())
        try await world.database.write { unit in try OrderPeople.forget(ID(1), in: unit) }
        let order = try await world.order(number)
        #expect(order.userName.isEmpty && order.mobile.isEmpty && order.mobileTail.isEmpty)
        #expect(order.state == .paid)
        try await world.expectSound()
    }

    /// The day's bills: nothing differs; what is ours alone is shown, explained, and gone.
    @Test func reconciliation() async throws {
        let world = try await OrderWorld()
        _ = try await world.paid(as: try await world.shopper())
        let day = Catalogue.today
        func reconcile(_ day: String, _ mchid: String) async -> ServiceKit.Answer {
            await world.office(.post, "reconcile", ["day": day, "mchid": mchid])
        }
        #expect(await reconcile(day.text, OrderWorld.first).errorCode == "day_not_over")
        #expect(await reconcile("2026-01-14", "1").errorCode == "account_unknown")
        #expect(await reconcile("soon", OrderWorld.first).status == 400)
        try await world.pass(seconds: 86_400, by: 3600)
        #expect(await reconcile(day.text, OrderWorld.first).status == 200)
        #expect(try await world.office(.get, "differences").json["rows"]?.array?.isEmpty == true)
        // As a restored file would have it: the bill knows more than we do.
        try await world.database.write { unit in
            try unit.connection.run("UPDATE pay_payment SET received = 1000, refunded = 0")
        }
        #expect(await reconcile(day.text, OrderWorld.first).status == 200)
        let found = try await world.office(.get, "differences").json["rows"]?.array
        let difference = try #require(found?.first)
        #expect(difference["kind"]?.string == "payment_differs")
        let id = try #require(difference["id"]?.integer)
        let problems = try await world.database.read { try OrderCheck($0).problems() }
        #expect(problems.contains { $0.contains("it is paid, but its money is not there") })
        let explain = "differences/\(id)/explain"
        #expect(await world.office(.post, explain, ["reason": "restored"]).status == 200)
        #expect(
            await world.office(.post, explain, ["reason": "restored"]).errorCode == "state_forbids"
        )
        #expect(
            await world.office(.post, "differences/9/explain", ["reason": "x"]).errorCode
                == "unknown"
        )
        #expect(try await world.office(.get, "differences").json["rows"]?.array?.isEmpty == true)
        let all = try await world.office(.get, "differences", ["all": "1"]).json["rows"]?.array
        #expect(all?.first?["explanation"]?.string == "restored")
        #expect(await world.office(.get, "differences.csv").body.contains("payment_differs"))
    }

    /// What verify finds: a table of what somebody could do to the file.
    @Test(
        arguments: [
            "UPDATE voucher SET state = 'redeemed', redeemed_at = 1, redeemed_by = 'x' WHERE state = 'open'",
            "UPDATE orders SET refunded = 0, refunded_amount = 0, state = 4 WHERE state = 6",
            "UPDATE orders SET payment = 'CP1N1' WHERE state = 4",
            "UPDATE goods SET sell_number = sell_number + 1 WHERE id = 101",
            "UPDATE goods SET stock = stock - 1 WHERE id = 102",
            "UPDATE goods_taken SET pieces = pieces + 1",
            "UPDATE order_day SET redeemed = redeemed + 1",
            "UPDATE order_refund SET state = 3",
            "DELETE FROM voucher WHERE state = 'open'",
        ] as [StaticString]
    )
    func verifyFinds(_ sql: StaticString) async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        _ = try await world.paid(2, as: me)
        let back = try await world.paid(of: Catalogue.rare, as: me)
        _ = await world.post("order/refund", ["order_no": back], as: me)
        try await world.settle()
        try await world.expectSound()
        let clean = try await Command.verdict(on: world.database.file)
        #expect(clean.status == 0 && clean.lines.first?.hasPrefix("clean: 2 orders") == true)
        try await world.database.write { unit in try unit.connection.run(sql) }
        let verdict = try await Command.verdict(on: world.database.file)
        #expect(verdict.status == 1 && !verdict.lines.isEmpty, "\(sql)")
    }
}
