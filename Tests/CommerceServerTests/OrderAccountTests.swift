import AuthCalls
import Basics
import CommerceDomain
import Events
import HTTP
import JSON
import Loops
import ServiceKit
import Storage
import Testing

@testable import CommerceServer

/// Two accounts become one, one changes, and one is deleted: what becomes of their orders.
@Suite struct OrderAccountTests {
    private func numbers(_ world: OrderWorld, _ shopper: OrderWorld.Shopper) async -> [String] {
        let list = await world.get("orders", as: shopper).data?["list"]?.array ?? []
        return list.compactMap { $0["order_no"]?.string }.sorted()
    }

    /// Orders, vouchers, refunds and limits are the one's that is left, whatever number a token names.
    @Test func twoBecomeOne() async throws {
        let world = try await OrderWorld()
        let (first, second) = (try await world.shopper(2), try await world.shopper(3))
        let left = try await world.shopper(4)
        let own = try await world.paid(1, of: Catalogue.limited, as: first)
        let theirs = try await world.paid(1, of: Catalogue.limited, as: second)
        let waiting = try await world.placed(2, of: Catalogue.rare, as: first)
        let all = [own, theirs, waiting].sorted()
        let merges = await world.deliver(.merged(1, 2, into: 3), .merged(2, 3, into: 4))
        #expect(merges.status == 200, "\(merges)")
        for shopper in [first, second, left] {
            #expect(await numbers(world, shopper) == all)
            let paid = await world.get("orders", ["status": "4"], as: shopper).data
            #expect(paid?["total"]?.integer == 2)
            let detail = await world.get("order/detail", ["order_no": own], as: shopper).data
            #expect(detail?["user_id"]?.integer == 4)
            #expect(detail?["items"]?.array?.count == 1)
            // They have had two between them, which is all that one may have.
            let refused = await world.buy(1, of: Catalogue.limited, as: shopper)
            #expect(refused.code == 10001, "\(refused)")
        }
        // Somebody else still sees nothing of it.
        let other = try await world.shopper(5)
        #expect(await numbers(world, other).isEmpty)
        #expect(await world.get("order/detail", ["order_no": own], as: other).code == 10001)

        // What was placed before is paid, redeemed and given back after.
        let pays = await world.post("order/pay", ["order_no": waiting], as: left)
        try await world.phonePays(pays, as: left)
        let voucher = try #require(try await world.vouchers(waiting).first)
        #expect(await world.redeem(voucher.code.text).status == 200)
        #expect(await world.post("order/refund", ["order_no": theirs], as: first).code == 0)
        try await world.settle()
        #expect(try await world.order(theirs).state == .refunded)
        #expect(await world.buy(1, of: Catalogue.limited, as: second).code == 0)
        #expect(await world.buy(1, of: Catalogue.limited, as: left).code == 10001)
        for uid in [2, 3, 4] {
            let office = try await world.office(.get, "users/\(uid)").json
            #expect(office["uid"]?.integer == 4 && office["orders"]?.integer == 4, "\(office)")
            #expect(office["former"]?.array?.compactMap(\.integer) == [2, 3])
        }
        try await world.expectSound()
    }

    /// A link and a grant that name the account that is gone are still good for its order.
    @Test func theBridgeFollows() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper(2)
        let answer = await world.buy(of: Catalogue.away, as: me)
        let url = try #require(answer.data?["bridge_url"]?.string, "\(answer)")
        let number = try #require(answer.data?["order_no"]?.string)
        await world.deliver(.merged(1, 2, into: 3))
        let target = String(url.dropFirst("https://example.com".utf8.count))
        let page = await world.commerce.harness.call(.get, target)
        #expect(page.body.contains("data:image/png"), "\(page)")
        #expect(world.auth.scenes.withLock { $0.first }?.uid == ID(3))
        let friend = try await world.shopper(
            5,
            app: 3,
            grant: Grant(
                uid: ID(2),
                subject: ExternalID("order:\(number)"),
                expires: try await world.order(number).expiresAt
            )
        )
        let pays = await world.post("order/pay", ["order_no": number], as: friend)
        try await world.phonePays(pays, as: friend)
        #expect(try await world.order(number).state == .paid)
        #expect(try await world.order(number).uid == ID(3))
        try await world.expectSound()
    }

    /// The name that an order was placed under stays on it, as it is what the merchant asks for.
    @Test func oneChanges() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper(2)
        let number = try await world.paid(as: me)
        await world.deliver(.changed(1, 2, "新名字"))
        #expect(try await world.order(number).userName == "客2")
        let person = try await world.database.read { try PeopleStore($0).person(ID(2)) }
        #expect(person?.nickname == "新名字")
        await world.deliver(.deleted(2, 2))
        let gone = try await world.database.read { try PeopleStore($0).person(ID(2)) }
        #expect(gone == nil)
    }

    /// No name and no mobile is left, of former accounts neither; money, vouchers and books stay.
    @Test func oneIsDeleted() async throws {
        let world = try await OrderWorld()
        let (former, me) = (try await world.shopper(2), try await world.shopper(3))
        let mobile = ["notify_mobile": "13900000003", "number": "3"]
        func buy(_ goods: Int64, _ shopper: OrderWorld.Shopper) async throws -> String {
            let parameters = mobile.merging(["goods_id": "\(goods)"]) { $1 }
            let answer = await world.post("order/buy", parameters, as: shopper)
            try await world.phonePays(answer, as: shopper)
            return try #require(answer.data?["order_no"]?.string, "\(answer)")
        }
        let numbers = [try await buy(Catalogue.tea, former), try await buy(Catalogue.rare, me)]
        let unpaid = try await world.placed(1, of: Catalogue.rare, as: me)
        let before = try await world.office(.get, "figures", Self.days).json
        await world.deliver(.merged(1, 2, into: 3), .deleted(2, 3))
        for number in numbers + [unpaid] {
            let order = try await world.order(number)
            #expect(order.userName.isEmpty && order.mobileTail.isEmpty && order.mobile.isEmpty)
            #expect(order.uid == ID(3))
        }
        let kept = try await world.database.read { connection in
            try connection.all(
                "SELECT user_name, mobile_tail FROM orders",
                row: { try $0.text(0) + $0.text(1) }
            )
        }
        #expect(kept == ["", "", ""])
        // The books are what they were.
        #expect(try await world.office(.get, "figures", Self.days).json == before)
        #expect(try await world.office(.get, "users/3").json["paid"]?.integer == 2)
        try await world.expectSound()

        // A voucher that was shown to a merchant is good, and says whose it is no more.
        let voucher = try #require(try await world.vouchers(numbers[0]).first)
        let look = await world.look(voucher.code.text)
        #expect(look.status == 200 && !look.body.contains("客") && !look.body.contains("0003"))
        #expect(await world.redeem(voucher.code.text).status == 200)
        // Nobody pays what was not paid; what nobody redeems goes back by itself, to the fen.
        try await world.pass(seconds: 3_600, by: 600)
        #expect(try await world.order(unpaid).state == .closed)
        try await world.pass(seconds: 20 * 86_400, by: 86_400)
        try await world.pass(seconds: 3_600, by: 600)
        #expect(try await world.order(numbers[0]).state == .done)
        #expect(try await world.order(numbers[0]).refundedAmount == Money(fen: 2 * 1234))
        #expect(try await world.order(numbers[1]).state == .refunded)
        try await world.expectSound()
    }

    private static let days = ["from": "2026-01-01", "to": "2026-01-31", "by": "day"]

    /// The same event again, and one of nobody, change nothing.
    @Test func eventsComeTwice() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper(2)
        let number = try await world.paid(1, of: Catalogue.limited, as: me)
        for _ in 0..<2 {
            let answer = await world.deliver(
                .merged(1, 2, into: 3),
                .merged(2, 8, into: 9),
                .deleted(3, 9)
            )
            #expect(answer.status == 200)
        }
        #expect(try await world.order(number).uid == ID(3))
        #expect(try await world.order(number).userName == "客2")
        #expect(await world.buy(1, of: Catalogue.limited, as: me).code == 0)
        #expect(await world.buy(1, of: Catalogue.limited, as: me).code == 10001)
        try await world.expectSound()
    }
}
