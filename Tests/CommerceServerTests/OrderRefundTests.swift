import Basics
import CommerceDomain
import HTTP
import JSON
import SandboxServer
import ServiceKit
import Storage
import Testing

@testable import CommerceServer

/// Money that goes back: by its buyer, by the office, by itself.
@Suite struct OrderRefundTests {
    @Test func aBuyerGivesAllOfItBack() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let number = try await world.paid(3, of: Catalogue.rare, as: me)
        world.world.time.advance(seconds: 61)
        let answer = await world.post("order/refund", ["order_no": number], as: me)
        let refund = try #require(answer.data, "\(answer)")
        #expect(refund["amount"]?.string == "0.03" && refund["order_no"]?.string == number)
        #expect(refund["status"]?.integer == 1, "\(answer)")
        try await world.settle()
        #expect(refund["refund_id"]?.string?.isEmpty == false)
        #expect(refund["created_at"]?.string == "2026-01-15 12:01:01")
        #expect(refund["updated_at"]?.string == "2026-01-15 12:01:01")
        #expect(refund["order_id"]?.integer == (try await world.order(number).id.rawValue))
        let order = await world.get("order/detail", ["order_no": number], as: me).data
        #expect(order?["status"]?.integer == 6 && order?["refund_price"]?.string == "0.03")
        #expect(order?["refund_time"]?.string?.hasPrefix("2026-01-15") == true)
        #expect(order?["items"]?.array?.allSatisfy { $0["status"]?.integer == 3 } == true)
        // The same again is the same.
        let again = await world.post("order/refund", ["order_no": number], as: me)
        #expect(again.data?["id"]?.integer == refund["id"]?.integer)
        #expect(again.data?["status"]?.integer == 2)
        #expect(try await world.stock(of: Catalogue.rare) == 50)
        #expect(try await world.sold(of: Catalogue.rare) == 0)
        try await world.settle()
        try await world.expectSound()
    }

    /// Its answer and its callback get lost: it is asked about.
    @Test(arguments: [
        ("/v3/refund/domestic/refunds", "drop_after"), ("/v3/refund/domestic/refunds", "http500"),
        ("callback:refund", "lose_callback"), ("callback:refund", "wrong_amount"),
    ])
    func everyFault(_ path: String, _ kind: String) async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        try await world.pay.control(.post, "/sandbox/merchant", #"{"refund_seconds":30}"#)
        let number = try await world.paid(2, as: me)
        try await world.fault(path, #""kind":"\#(kind)""#)
        let answer = await world.post("order/refund", ["order_no": number], as: me)
        #expect(answer.data?["status"]?.integer == 1, "\(answer)")
        #expect(try await world.order(number).state == .paid)
        #expect(try await world.vouchers(number).allSatisfy { $0.state == .locked })
        try await world.pass(seconds: 600, by: 15)
        #expect(try await world.order(number).state == .refunded)
        let again = await world.post("order/refund", ["order_no": number], as: me)
        #expect(again.data?["status"]?.integer == 2)
        try await world.expectSound()
    }

    /// WeChat Pay gives it up: the vouchers are good again, and it can be asked for anew.
    @Test func oneThatFails() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let number = try await world.paid(2, as: me)
        try await world.pay.control(.post, "/sandbox/merchant", #"{"refund_result":"CLOSED"}"#)
        let failed = await world.post("order/refund", ["order_no": number], as: me)
        try await world.settle()
        let listed = await world.office(.get, "refunds", ["status": "3"])
        #expect(try listed.json["rows"]?.array?.first?["order_no"]?.string == number)
        #expect(try await world.order(number).state == .paid)
        let vouchers = try await world.vouchers(number)
        #expect(vouchers.allSatisfy { $0.state == .open })
        try await world.expectSound()
        try await world.pay.control(.post, "/sandbox/merchant", #"{"refund_result":"SUCCESS"}"#)
        world.world.time.advance(seconds: 61)
        let again = await world.post("order/refund", ["order_no": number], as: me)
        #expect(again.code == 0, "\(again)")
        try await world.settle()
        #expect(try await world.order(number).state == .refunded)
        #expect(again.data?["id"]?.integer != failed.data?["id"]?.integer)
        try await world.expectSound()
    }

    /// The state table: what a buyer can give back, and what not.
    @Test func whatIsRefused() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        func refused(_ number: String, _ message: String) async throws {
            let answer = await world.post("order/refund", ["order_no": number], as: me)
            #expect(answer.status == 200 && answer.code == 10001, "\(answer)")
            #expect(try answer.json["message"]?.string == message)
        }
        let unpaid = try await world.placed(as: me)
        try await refused(unpaid, "订单未支付")
        _ = await world.post("order/cancel", ["order_no": unpaid], as: me)
        try await refused(unpaid, "订单未支付")
        let part = try await world.paid(2, as: me)
        let first = try #require(try await world.vouchers(part).first)
        #expect(await world.redeem(first.code.text).status == 200)
        try await refused(part, "订单已核销，不可退款")
        let done = try await world.paid(as: me)
        let only = try #require(try await world.vouchers(done).first)
        #expect(await world.redeem(only.code.text).status == 200)
        #expect(try await world.order(done).state == .done)
        try await refused(done, "订单已核销，不可退款")
        #expect(await world.post("order/refund", [:], as: me).code == 10001)
        try await world.expectSound()
    }

    // MARK: By itself

    /// A good that has run out: what nobody has redeemed goes back, the redeemed stay.
    @Test func whatHasRunOutGoesBack() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let number = try await world.paid(3, as: me)
        let kept = try await world.paid(of: Catalogue.kept, as: me)
        let first = try #require(try await world.vouchers(number).first)
        #expect(await world.redeem(first.code.text).status == 200)
        // Good until the end of the 31st.
        try await world.pass(seconds: 16 * 86_400 + 11 * 3600, by: 6 * 3600)
        #expect(try await world.order(number).state == .paid)
        try await world.pass(seconds: 2 * 3600, by: 300)
        let order = try await world.order(number)
        #expect(order.state == .done && order.pieces.refunded == 2, "\(order)")
        #expect(order.refundedAmount == Money(fen: 2 * 1234))
        #expect(try await world.order(kept).state == .paid)
        try await world.expectSound()
    }

    /// Given up by WeChat Pay, it is tried again the next day.
    @Test func whatHasRunOutIsTriedAgain() async throws {
        let world = try await OrderWorld()
        let number = try await world.paid(as: world.shopper())
        try await world.pay.control(.post, "/sandbox/merchant", #"{"refund_result":"CLOSED"}"#)
        try await world.pass(seconds: 16 * 86_400 + 13 * 3600, by: 6 * 3600)
        #expect(try await world.order(number).state == .paid)
        #expect(try await world.vouchers(number).first?.state == .open)
        try await world.pay.control(.post, "/sandbox/merchant", #"{"refund_result":"SUCCESS"}"#)
        try await world.pass(seconds: 86_400 + 3600, by: 3600)
        #expect(try await world.order(number).state == .refunded)
        try await world.expectSound()
    }

    // MARK: Stuck

    @Test func financeSeesToWhatIsStuck() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let number = try await world.paid(as: me)
        try await world.pay.control(.post, "/sandbox/merchant", #"{"refund_result":"ABNORMAL"}"#)
        _ = await world.post("order/refund", ["order_no": number], as: me)
        try await world.pass(seconds: 30, by: 10)
        let stuck = await world.office(.get, "refunds/stuck")
        let row = try #require(try stuck.json["rows"]?.array?.first, "\(stuck)")
        #expect(row["trouble"]?.string == "ABNORMAL")
        let id = try #require(row["id"]?.integer)
        func step(_ word: String, _ id: Int64 = id) async -> ServiceKit.Answer {
            await world.office(.post, "refunds/\(id)/\(word)", ["reason": "seen to"])
        }
        #expect(await step("hold").errorCode == "state_forbids")
        #expect(await step("cancel").errorCode == "state_forbids")
        #expect(await step("fly").errorCode == "unknown")
        #expect(await step("retry", 9).errorCode == "unknown")
        #expect(await step("cancel", 9).errorCode == "unknown")
        #expect(await step("retry").status == 200)
        let listed = await world.office(.get, "refunds", ["status": "1"])
        #expect(try listed.json["rows"]?.array?.first?["order_no"]?.string == number)
        #expect(try await world.vouchers(number).first?.state == .locked)
        let table = await world.office(.get, "refunds.csv")
        #expect(table.status == 200 && table.body.contains("12.34"))
        try await world.expectSound()
    }

    /// Held before WeChat Pay is asked, let go on, and taken back: the vouchers are good again.
    @Test func takenBackBeforeItWasAsked() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let number = try await world.paid(as: me)
        // Nothing gets through: the row stays as it was written.
        try await world.pay.control(.post, "/sandbox/merchant", #"{"refund_result":"CLOSED"}"#)
        _ = await world.post("order/refund", ["order_no": number], as: me)
        try await world.settle()
        let listed = await world.office(.get, "refunds")
        let row = try #require(try listed.json["rows"]?.array?.first?["row"]?.integer)
        let again = await world.office(.post, "refunds/\(row)/retry", ["reason": "again"])
        // Its vouchers are good again: it would go back twice.
        #expect(again.errorCode == "state_forbids", "\(again)")
        try await world.expectSound()
    }
}
