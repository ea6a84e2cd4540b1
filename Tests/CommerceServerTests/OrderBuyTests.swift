import AuthCalls
import Basics
import CommerceDomain
import HTTP
import JSON
import Loops
import ServiceKit
import Storage
import Testing

@testable import CommerceServer

/// Buying: what is answered, frozen, held, and refused.
@Suite struct OrderBuyTests {
    @Test func anOrderIsPlacedAndCanBePaidHere() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let answer = await world.post(
            "order/buy",
            [
                "goods_id": "\(Catalogue.tea)", "number": "3",
                "notify_mobile": "+86 138\u{200B}0013 8000",
            ],
            as: me
        )
        let data = try #require(answer.data, "\(answer)")
        #expect(answer.code == 0 && data["isOperSelf"]?.integer == 1)
        let config = try #require(data["sdk_config"])
        #expect(config["appId"]?.string == OrderWorld.apps[0].appid)
        #expect(config["signType"]?.string == "RSA")
        #expect(config["timestamp"]?.string == config["timeStamp"]?.string)
        #expect(config["paySign"]?.string?.isEmpty == false)
        #expect(data["bridge_url"] == nil)
        let number = try #require(data["order_no"]?.string)
        #expect(number.utf8.count == 21 && number.hasPrefix("020260115"))
        let detail = await world.get("order/detail", ["order_no": number], as: me)
        let order = try #require(detail.data, "\(detail)")
        for (name, value) in [
            ("goods_name", "红茶"), ("merchant_name", "一号茶馆"), ("price", "12.34"),
            ("pay_price", "37.02"), ("refund_price", "0.00"), ("notify_mobile", "13800138000"),
            ("user_name", "客1"), ("pay_time", ""), ("refund_time", ""),
            ("created_at", "2026-01-15 12:00:00"), ("expires_at", "2026-01-15 12:30:00"),
            ("goods_pic", "https://example.com/media/commerce/p.jpg"),
            ("goods_thumb_url", "https://example.com/media/commerce/t.jpg"),
        ] {
            #expect(order[name]?.string == value, "\(name)")
        }
        for (name, value) in [
            ("status", 1), ("buy_number", 3), ("user_id", 1), ("oper_id", 1), ("isOperSelf", 1),
            ("merchant_id", Catalogue.merchant), ("goods_id", Catalogue.tea),
        ] {
            #expect(order[name]?.integer == value, "\(name)")
        }
        #expect(order["items"] == nil)
        try await world.expectSound()
    }

    /// What the file holds of the mobile is sealed.
    @Test func theMobileIsNotInTheFile() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let parameters = [
            "goods_id": "\(Catalogue.tea)", "number": "1", "notify_mobile": "13912345678",
        ]
        let answer = await world.post("order/buy", parameters, as: me)
        let number = try #require(answer.data?["order_no"]?.string)
        let order = try await world.order(number)
        let sealed = String(decoding: order.mobile, as: UTF8.self)
        #expect(!order.mobile.isEmpty && !sealed.contains("13912345678"))
        #expect(!world.world.lines.all.contains { $0.contains("13912345678") })
    }

    @Test func priceNameAndPictureAreFrozen() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let number = try await world.placed(as: me)
        try await world.database.write { unit in
            try unit.connection.run(
                """
                UPDATE goods SET price = 9, name = '别的', picture = 'x.jpg', ends_on = ends_on + 9
                WHERE id = ?1
                """,
                Catalogue.tea
            )
        }
        let order = await world.get("order/detail", ["order_no": number], as: me).data
        #expect(order?["price"]?.string == "12.34" && order?["goods_name"]?.string == "红茶")
        #expect(order?["goods_pic"]?.string?.hasSuffix("p.jpg") == true)
        let paid = await world.post("order/pay", ["order_no": number], as: me)
        try await world.phonePays(paid, as: me)
        #expect(try await world.order(number).state == .paid)
        try await world.expectSound()
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let name: String
        var goods = "\(Catalogue.tea)"
        var pieces = "1"
        var mobile = ""
        var app: Int64 = 1
        let code: Int64
        let message: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Refused(name: "no such good", goods: "999", code: 10001, message: "商品不存在或已下架"),
        Refused(name: "off", goods: "\(Catalogue.off)", code: 10001, message: "商品不存在或已下架"),
        Refused(name: "over", goods: "\(Catalogue.over)", code: 10001, message: "商品已过期"),
        Refused(name: "none", pieces: "0", code: 10001, message: "购买数量不合法"),
        Refused(name: "too many", pieces: "101", code: 10001, message: "购买数量不合法"),
        Refused(name: "no number", pieces: "x", code: 10001, message: "参数不合法"),
        Refused(name: "nothing", pieces: "", code: 10001, message: "参数不能为空"),
        Refused(
            name: "more than there are",
            goods: "\(Catalogue.rare)",
            pieces: "51",
            code: 10001,
            message: "库存不足"
        ),
        Refused(
            name: "more than one may have",
            goods: "\(Catalogue.limited)",
            pieces: "3",
            code: 10001,
            message: "超出限购数量"
        ),
        Refused(name: "no mobile", mobile: "12800138000", code: 10001, message: "手机号格式不正确"),
    ])
    func isRefused(_ row: Refused) async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper(app: row.app)
        let answer = await world.post(
            "order/buy",
            ["goods_id": row.goods, "number": row.pieces, "notify_mobile": row.mobile],
            as: me
        )
        #expect(answer.status == 200 && answer.code == row.code, "\(answer)")
        #expect(try answer.json["message"]?.string == row.message)
        #expect(answer.data == nil)
        let list = await world.get("orders", as: me)
        #expect(list.data?["total"]?.integer == 0)
        try await world.expectSound()
    }

    @Test func whoHasNoMobileIsNotLoggedIn() async throws {
        let world = try await OrderWorld()
        let nobody = try await world.shopper(uid: .some(nil))
        #expect(await world.buy(as: nobody).code == 10003)
        world.auth.unbound.withLock { _ = $0.insert(7) }
        let unbound = try await world.shopper(7)
        let answer = await world.buy(as: unbound)
        #expect(answer.status == 200 && answer.code == 10003)
        for path in ["orders", "order/detail"] {
            let answer = await world.get(path, ["order_no": "1"], as: nobody)
            #expect(answer.code == (path == "orders" ? 10003 : 10001), "\(answer)")
        }
        let number = OrderNumber(on: Catalogue.today, by: world.world.random).text
        #expect(await world.get("order/detail", ["order_no": number], as: nobody).code == 10003)
        for path in ["order/pay", "order/cancel", "order/refund"] {
            let answer = await world.post(path, ["order_no": number], as: nobody)
            #expect(answer.status == 200 && answer.code == 10003, "\(path) \(answer)")
        }
    }

    /// A centre's app without a merchant account: nothing stays held.
    @Test func whereNobodyCanPayNothingIsHeld() async throws {
        let world = try await OrderWorld()
        try await world.database.write { unit in
            try unit.connection.run(
                "UPDATE merchant SET oper = 4 WHERE id = ?1",
                Catalogue.merchant
            )
        }
        let me = try await world.shopper(app: 4)
        let answer = await world.buy(of: Catalogue.rare, as: me)
        #expect(answer.code == 10001)
        #expect(try answer.json["message"]?.string == "暂不支持在此小程序支付")
        #expect(try await world.stock(of: Catalogue.rare) == 50)
        try await world.expectSound()
    }

    /// Limits count what is unpaid, paid and redeemed, and come free when an order ends.
    @Test func limitsOfOneUser() async throws {
        let world = try await OrderWorld()
        let (me, another) = (try await world.shopper(), try await world.shopper(2))
        let first = try await world.placed(1, of: Catalogue.limited, as: me)
        let second = try await world.paid(1, of: Catalogue.limited, as: me)
        #expect(await world.buy(1, of: Catalogue.limited, as: me).code == 10001)
        #expect(await world.buy(2, of: Catalogue.limited, as: another).code == 0)
        #expect(await world.post("order/cancel", ["order_no": first], as: me).code == 0)
        let third = try await world.placed(1, of: Catalogue.limited, as: me)
        #expect(await world.buy(1, of: Catalogue.limited, as: me).code == 10001)
        #expect(await world.post("order/refund", ["order_no": second], as: me).code == 0)
        try await world.settle()
        #expect(await world.buy(1, of: Catalogue.limited, as: me).code == 0)
        #expect(await world.buy(1, of: Catalogue.limited, as: me).code == 10001)
        #expect(try await world.order(third).state == .unpaid)
        try await world.expectSound()
    }

    /// A key makes one order of two calls, also where the first answer never came.
    @Test func aKeyMakesOneOrder() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        func buy() async -> ServiceKit.Answer {
            await world.commerce.harness.call(
                .post,
                "/api/user/order/buy",
                ["goods_id": "\(Catalogue.rare)", "number": "1"],
                as: me.identity,
                headers: [("Idempotency-Key", "a-key-of-mine-1")]
            )
        }
        try await world.fault("/v3/pay/transactions/jsapi", #""times":1,"kind":"http500""#)
        let failed = await buy()
        #expect(failed.status == 503 && failed.code == 500, "\(failed)")
        let first = await buy()
        let second = await buy()
        #expect(first.code == 0 && first == second, "\(first) \(second)")
        #expect(await world.get("orders", as: me).data?["total"]?.integer == 1)
        #expect(try await world.stock(of: Catalogue.rare) == 49)
        try await world.expectSound()
    }

    @Test func authAwayIsAFaultThatPasses() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        world.auth.isAway.withLock { $0 = true }
        let answer = await world.buy(as: me)
        #expect(answer.status == 503 && answer.code == 500, "\(answer)")
        #expect(answer.headers["Retry-After"] != nil)
        #expect(await world.get("orders", as: me).data?["total"]?.integer == 0)
    }
}

extension OrderWorld {
    func stock(of goods: Int64) async throws -> Int64? {
        try await database.read { connection in
            try connection.first("SELECT stock FROM goods WHERE id = ?1", goods) {
                try $0.optionalInteger(0)
            } ?? nil
        }
    }

    func sold(of goods: Int64) async throws -> Int64? {
        try await database.read { connection in
            try connection.first("SELECT sell_number FROM goods WHERE id = ?1", goods) {
                try $0.integer(0)
            }
        }
    }
}
