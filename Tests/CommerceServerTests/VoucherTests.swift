import Basics
import CommerceDomain
import HTTP
import JSON
import SandboxServer
import ServiceKit
import Storage
import Testing

@testable import CommerceServer

/// Vouchers at the counter.
@Suite struct VoucherTests {
    @Test func lookRedeemUndo() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper(1)
        let number = try await world.paid(2, as: me)
        let code = try await world.vouchers(number)[0].code.text
        let looked = await world.look(code)
        let shown = try looked.json
        for (name, value) in [
            ("verify_code", code), ("state", "open"), ("order_no", number), ("goods_name", "红茶"),
            ("merchant_name", "一号茶馆"), ("user_name", "客1"), ("mobile_tail", "0001"),
            ("valid_from", "2026-01-01"), ("valid_until", "2026-01-31"),
        ] {
            #expect(shown[name]?.string == value, "\(name): \(looked)")
        }
        #expect(shown["left"]?.integer == 2 && shown["pieces"]?.integer == 2)
        #expect(shown["can_redeem"]?.bool == true && shown["obstacle"] == nil)
        // As a person types it.
        let typed = code.prefix(4) + " " + code.dropFirst(4).prefix(4) + "-" + code.suffix(4)
        let redeemed = await world.redeem(String(typed))
        #expect(redeemed.status == 200, "\(redeemed)")
        #expect(try redeemed.json["state"]?.string == "redeemed")
        #expect(try redeemed.json["left"]?.integer == 1)
        #expect(try redeemed.json["redeemed_at"]?.string == "2026-01-15 12:00:00")
        #expect(try redeemed.json["undo_until"]?.string == "2026-01-15 12:05:00")
        #expect(try await world.order(number).state == .paid)
        let twice = await world.redeem(code)
        #expect(twice.status == 409 && twice.errorCode == "voucher_redeemed")
        let after = await world.look(code)
        #expect(try after.json["obstacle"]?.string == "voucher_redeemed")
        let undone = await world.undo(code)
        #expect(undone.status == 200, "\(undone)")
        #expect(try undone.json["state"]?.string == "open")
        #expect(await world.undo(code).errorCode == "undo_over")
        #expect(await world.redeem(code).status == 200)
        world.world.time.advance(seconds: 301)
        #expect(await world.undo(code).errorCode == "undo_over")
        try await world.expectSound()
    }

    /// The last one makes the order done; taken back, it is paid again.
    @Test func doneAndBack() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let number = try await world.paid(2, as: me)
        let codes = try await world.vouchers(number).map(\.code.text)
        #expect(await world.redeem(codes[0]).status == 200)
        #expect(await world.redeem(codes[1]).status == 200)
        let done = await world.get("order/detail", ["order_no": number], as: me).data
        #expect(done?["status"]?.integer == 7)
        #expect(done?["items"]?.array?.allSatisfy { $0["status"]?.integer == 2 } == true)
        #expect(await world.undo(codes[1]).status == 200)
        #expect(try await world.order(number).state == .paid)
        try await world.expectSound()
    }

    @Test func whatIsNotRedeemed() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        // Not yet.
        let early = try await world.paid(of: Catalogue.later, as: me)
        let first = try await world.vouchers(early)[0].code.text
        #expect(await world.redeem(first).errorCode == "voucher_not_yet_valid")
        #expect(try await world.look(first).json["can_redeem"]?.bool == false)
        // On its way back, and back.
        let back = try await world.paid(as: me)
        let second = try await world.vouchers(back)[0].code.text
        try await world.pay.control(.post, "/sandbox/merchant", #"{"refund_seconds":30}"#)
        _ = await world.post("order/refund", ["order_no": back], as: me)
        #expect(try await world.vouchers(back)[0].state == .locked)
        #expect(await world.redeem(second).errorCode == "voucher_refunded")
        try await world.pass(seconds: 120, by: 15)
        #expect(await world.redeem(second).errorCode == "voucher_refunded")
        // Over: not given back by itself, so that it can still be tried.
        let old = try await world.paid(of: Catalogue.kept, as: me)
        let third = try await world.vouchers(old)[0].code.text
        world.world.time.advance(seconds: 86_400)
        #expect(await world.redeem(third).errorCode == "voucher_over")
        world.world.time.advance(seconds: 86_400)
        #expect(await world.redeem(first).status == 200)
        try await world.expectSound()
    }

    /// A number that is mistyped costs nothing; one that fits and is nobody's is counted.
    @Test func wrongNumbersAreLimited() async throws {
        let world = try await OrderWorld()
        let number = try await world.paid(as: world.shopper())
        let code = try await world.vouchers(number)[0].code.text
        let clerk = Operator.clerk(7)
        for typed in ["", "12", "abcdefghijkl", "1234567890123"] {
            let answer = await world.redeem(typed.isEmpty ? " " : typed, by: clerk)
            #expect(answer.status == (typed.isEmpty ? 400 : 422), "\(typed) \(answer)")
        }
        for _ in 0..<30 {
            let mistyped = String(code.dropLast()) + (code.last == "1" ? "2" : "1")
            #expect(await world.redeem(mistyped, by: clerk).errorCode == "code_malformed")
        }
        for _ in 0..<OrderDesk.mostWrongCodes {
            let wrong = VoucherCode(by: world.world.random).text
            #expect(await world.redeem(wrong, by: clerk).errorCode == "voucher_unknown")
        }
        let stopped = await world.redeem(code, by: clerk)
        #expect(stopped.status == 429 && stopped.errorCode == "too_many_wrong_codes")
        #expect(stopped.headers["Retry-After"] == "600")
        #expect(await world.look(code, by: clerk).status == 429)
        #expect(await world.undo(code, by: clerk).status == 429)
        // Others go on, and so does this one after ten minutes.
        #expect(await world.look(code, by: .clerk(8)).status == 200)
        world.world.time.advance(seconds: 601)
        #expect(await world.redeem(code, by: clerk).status == 200)
    }

    /// Staff of one merchant see nothing of another: it is as if there were nothing.
    @Test func staffSeeNothingOfOthers() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper(1, app: 3)
        let number = try await world.paid(of: Catalogue.away, as: me)
        let code = try await world.vouchers(number)[0].code.text
        let none = await world.look(VoucherCode(by: world.world.random).text)
        for staff in [Operator.clerk(), .manager(), .clerk(3, of: [])] {
            #expect(await world.look(code, by: staff) == none)
            #expect(await world.redeem(code, by: staff).errorCode == "voucher_unknown")
            #expect(await world.undo(code, by: staff).errorCode == "voucher_unknown")
        }
        let manager = Operator.manager()
        #expect(await world.office(.get, "orders/\(number)", by: manager).status == 404)
        let note = await world.office(
            .post,
            "orders/\(number)/notes",
            ["text": "x"],
            by: manager
        )
        #expect(note.status == 404)
        let listed = await world.office(.get, "orders", by: manager)
        #expect(try listed.json["rows"]?.array?.isEmpty == true)
        let named = await world.office(
            .get,
            "orders",
            ["merchant_id": "\(Catalogue.other)"],
            by: manager
        )
        #expect(try named.json["rows"]?.array?.isEmpty == true)
        let days = ["from": "2026-01-01", "to": "2026-01-31"]
        let figures = await world.office(.get, "figures", days, by: manager)
        #expect(try figures.json["rows"]?.array?.isEmpty == true)
        #expect(await world.office(.get, "orders", by: .clerk()).status == 403)
        #expect(await world.redeem(code, by: .clerk(9, of: [Catalogue.other])).status == 200)
        let own = await world.office(.get, "orders", by: .manager(of: [Catalogue.other]))
        #expect(try own.json["rows"]?.array?.count == 1)
    }

    /// What an operator has done, theirs alone.
    @Test func ownDeeds() async throws {
        let world = try await OrderWorld()
        let number = try await world.paid(2, as: world.shopper())
        let codes = try await world.vouchers(number).map(\.code.text)
        _ = await world.redeem(codes[0], by: .clerk(1))
        _ = await world.undo(codes[0], by: .clerk(1))
        _ = await world.redeem(codes[1], by: .clerk(2))
        let deeds = await world.office(.get, "vouchers", by: .clerk(1))
        let words = try deeds.json["rows"]?.array?.compactMap { $0["what"]?.string }
        #expect(words == ["undone", "redeemed"], "\(deeds)")
        #expect(!deeds.body.contains(codes[0]))
        let part = await world.office(.get, "vouchers", ["limit": "1"], by: .clerk(1))
        let next = try #require(try part.json["next"]?.integer)
        let rest = await world.office(.get, "vouchers", ["after": "\(next)"], by: .clerk(1))
        #expect(try rest.json["rows"]?.array?.count == 1)
        let table = await world.office(.get, "vouchers.csv")
        #expect(table.status == 200 && !table.body.contains(codes[1]))
        #expect(table.body.contains("redeemed"))
    }
}
