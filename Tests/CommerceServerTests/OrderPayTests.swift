import AuthCalls
import Basics
import CommerceDomain
import HTTP
import JSON
import Payments
import SandboxServer
import ServiceKit
import Storage
import Testing

@testable import CommerceServer

/// Money that comes: by callback, by query, late, twice, and from where it should not.
@Suite struct OrderPayTests {
    @Test func aPaidOrderHasItsVouchers() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let number = try await world.paid(3, as: me)
        let order = try #require(
            await world.get("order/detail", ["order_no": number], as: me).data
        )
        #expect(order["status"]?.integer == 4)
        #expect(order["pay_time"]?.string == "2026-01-15 12:00:00")
        let items = try #require(order["items"]?.array)
        #expect(items.count == 3)
        #expect(Set(items.compactMap { $0["verify_code"]?.string }).count == 3)
        for item in items {
            #expect(item["status"]?.integer == 1)
            #expect(item["order_id"]?.integer == order["id"]?.integer)
            #expect(VoucherCode(item["verify_code"]?.string ?? "") != nil)
        }
        #expect(try await world.sold(of: Catalogue.tea) == 3)
        #expect(await world.post("order/pay", ["order_no": number], as: me).code == 10001)
        try await world.expectSound()
    }

    /// Nobody called back: the order is asked about, and paid within a minute.
    @Test func aLostCallbackIsMadeGood() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        try await world.fault("callback:payment", #""times":1,"kind":"lose_callback""#)
        let number = try await world.paid(as: me)
        #expect(try await world.order(number).state == .unpaid)
        try await world.pass(seconds: 60, by: 5)
        #expect(try await world.order(number).state == .paid)
        let file = await world.office(.get, "orders/\(number)")
        let timeline = try file.json["timeline"]?.array?.compactMap { $0["what"]?.string }
        #expect(timeline?.contains("query") == true && timeline?.contains("callback") == false)
        try await world.expectSound()
    }

    /// The same callback a hundred times: one order, its vouchers once.
    @Test func aHundredEqualCallbacks() async throws {
        let world = try await OrderWorld()
        let number = try await world.paid(2, as: world.shopper())
        let listed = try await world.pay.control(.get, "/sandbox/callbacks")
        let id = try #require(listed["callbacks"]?.array?.first?["id"]?.integer)
        for _ in 0..<100 {
            let answer = try await world.pay.control(.post, "/sandbox/callbacks/\(id)/resend")
            #expect(answer["status"]?.integer ?? 204 == 204, "\(answer)")
        }
        #expect(try await world.vouchers(number).count == 2)
        #expect(try await world.sold(of: Catalogue.tea) == 2)
        try await world.expectSound()
    }

    /// The money was really paid, but what says so cannot be believed: the truth is asked for.
    @Test(arguments: ["wrong_amount", "stale_timestamp", "forge_callback", "reorder_callback"])
    func aCallbackThatCannotBeBelieved(_ kind: String) async throws {
        let world = try await OrderWorld()
        try await world.fault("callback:payment", #""times":1,"kind":"\#(kind)""#)
        let number = try await world.paid(2, as: world.shopper())
        #expect(try await world.order(number).state == .unpaid)
        #expect(try await world.vouchers(number).isEmpty)
        try await world.pass(seconds: 90, by: 5)
        #expect(try await world.order(number).state == .paid)
        #expect(try await world.vouchers(number).count == 2)
        try await world.expectSound()
    }

    /// What cannot be written down is not acknowledged, and comes again.
    @Test func aCallbackWhileTheFileIsFull() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let answer = await world.buy(as: me)
        let number = try #require(answer.data?["order_no"]?.string)
        world.database.file.failNextCommits(1, kind: .full)
        let callback = try await world.phonePays(answer, as: me)["callback"]
        #expect(callback?["status"]?.integer == 503, "\(String(describing: callback))")
        #expect(try await world.order(number).state == .unpaid)
        try await world.pass(seconds: 90, by: 5)
        #expect(try await world.order(number).state == .paid)
        try await world.expectSound()
    }

    @Test(arguments: ["1900000009/payment", "\(OrderWorld.first)/ransom"])
    func aCallbackOfNothing(_ path: String) async throws {
        let world = try await OrderWorld()
        let answer = await world.commerce.harness.call(
            .post,
            "/callbacks/wechatpay/commerce/\(path)",
            json: "{}"
        )
        #expect(answer.status == 404 && answer.body.contains(#""code":"FAIL""#), "\(answer)")
    }

    /// Whoever pays in another app of the centre pays there; the first way is closed.
    @Test func anotherAppOfTheCentre() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let first = await world.buy(as: me)
        let number = try #require(first.data?["order_no"]?.string)
        let there = try await world.shopper(1, app: 2)
        let second = await world.post("order/pay", ["order_no": number], as: there)
        #expect(second.data?["sdk_config"]?["appId"]?.string == OrderWorld.apps[1].appid)
        try await world.phonePays(second, as: there)
        #expect(try await world.order(number).state == .paid)
        try await world.settle()
        try await world.expectSound()
    }

    /// Cancelled while the phone pays: the money goes back by itself.
    @Test func moneyForACancelledOrderGoesBack() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let answer = await world.buy(of: Catalogue.rare, as: me)
        let number = try #require(answer.data?["order_no"]?.string)
        try await world.fault("callback:payment", #""times":1,"kind":"lose_callback""#)
        try await world.phonePays(answer, as: me)
        let cancelled = await world.post("order/cancel", ["order_no": number], as: me)
        #expect(cancelled.data?["status"]?.integer == 2, "\(cancelled)")
        #expect(try await world.stock(of: Catalogue.rare) == 50)
        try await world.pass(seconds: 300, by: 10)
        #expect(try await world.order(number).state == .cancelled)
        #expect(try await world.vouchers(number).isEmpty)
        let ledger = try await world.pay.control(.get, "/sandbox/ledger")
        #expect(ledger["refunds"]?.array?.first?["status"]?.string == "SUCCESS")
        try await world.expectSound()
    }

    /// Nobody pays: closed at WeChat Pay, then here; stock and limit are free.
    @Test func timeCloses() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let answer = await world.buy(of: Catalogue.rare, as: me)
        let number = try #require(answer.data?["order_no"]?.string)
        #expect(try await world.stock(of: Catalogue.rare) == 49)
        try await world.pass(seconds: 1790, by: 60)
        #expect(try await world.order(number).state == .unpaid)
        try await world.pass(seconds: 60, by: 10)
        #expect(try await world.order(number).state == .closed)
        #expect(try await world.stock(of: Catalogue.rare) == 50)
        #expect(await world.post("order/pay", ["order_no": number], as: me).code == 10001)
        #expect(await world.post("order/cancel", ["order_no": number], as: me).code == 0)
        #expect(try await world.order(number).state == .closed)
        let package = try #require(answer.data?["sdk_config"]?["package"]?.string)
        let prepayID = package.dropFirst("prepay_id=".utf8.count)
        let status = await world.pay.status(
            .post,
            "/sandbox/pay",
            #"{"user":"xiaoming","prepay_id":"\#(prepayID)"}"#
        )
        #expect(status == 409)
        try await world.expectSound()
    }

    /// Away at the moment of closing: the order stays as it is until WeChat Pay has said it.
    @Test func closingWaitsForWeChatPay() async throws {
        let world = try await OrderWorld()
        let number = try await world.placed(of: Catalogue.rare, as: world.shopper())
        try await world.fault(
            "/v3/pay/transactions/out-trade-no/*",
            #""times":3,"kind":"http500""#
        )
        world.world.time.advance(seconds: 1801)
        try await world.settle()
        #expect(try await world.order(number).state == .unpaid)
        #expect(try await world.stock(of: Catalogue.rare) == 49)
        try await world.pass(seconds: 600, by: 20)
        #expect(try await world.order(number).state == .closed)
        try await world.expectSound()
    }

    /// What somebody else has, or nobody, is the same answer.
    @Test func somebodyElsesOrderIsNone() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let number = try await world.placed(as: me)
        let other = try await world.shopper(2)
        for path in ["order/pay", "order/cancel", "order/refund"] {
            let theirs = await world.post(path, ["order_no": number], as: other)
            let none = await world.post(path, ["order_no": "0202601151234567890"], as: other)
            #expect(theirs.code == 10001 && theirs == none, "\(path) \(theirs)")
        }
        let theirs = await world.get("order/detail", ["order_no": number], as: other)
        #expect(theirs.code == 10001)
        #expect(try theirs.json["message"]?.string == "订单不存在")
        #expect(await world.get("orders", as: other).data?["total"]?.integer == 0)
        #expect(try await world.order(number).state == .unpaid)
    }

    @Test func listsAreByState() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        var numbers: [String] = []
        for _ in 0..<23 { numbers.append(try await world.placed(as: me)) }
        let paid = try await world.paid(as: me)
        let all = await world.get("orders", as: me).data
        #expect(all?["total"]?.integer == 24 && all?["list"]?.array?.count == 20)
        #expect(all?["list"]?.array?.first?["order_no"]?.string == paid)
        let last = await world.get("orders", ["page": "2"], as: me).data
        #expect(last?["list"]?.array?.last?["order_no"]?.string == numbers[0])
        #expect(await world.get("orders", ["page": "3"], as: me).data?["list"]?.array == [])
        let four = await world.get("orders", ["status": "4"], as: me).data
        #expect(four?["total"]?.integer == 1)
        #expect(four?["list"]?.array?.first?["items"]?.array?.count == 1)
        for (name, value) in [("status", "5"), ("status", "x"), ("page", "0"), ("page", "x")] {
            #expect(await world.get("orders", [name: value], as: me).code == 10001)
        }
        let far = await world.get("orders", ["page": "9223372036854775807"], as: me)
        #expect(far.code == 0 && far.data?["list"]?.array == [])
    }

    /// The file fails: our fault, and nothing happened.
    @Test func aFaultOfOurs() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        world.database.file.failNextCommits(1, kind: .full)
        let answer = await world.buy(as: me)
        #expect(answer.status == 503 && answer.code == 500, "\(answer)")
        #expect(await world.get("orders", as: me).data?["total"]?.integer == 0)
    }
}
