import Basics
import JSON
import ServiceKit
import Storage
import Testing

@testable import SandboxServer

@Suite struct ShippingTests {
    private static let upload = WeChatAPI.UploadShipment.path
    private static let look = WeChatAPI.ShippingOrder.path
    private static let paid = "4200000000000000000000000001"

    /// An order of xiaoming's over 10 yuan, which is paid where it has a number of WeChat's.
    private static func world(_ transactionID: String? = paid) async throws -> AppWorld {
        let world = try await AppWorld()
        let now = world.sandbox.sandbox.clock.now
        let order = PayOrder(
            id: ID(1),
            terms: PayOrder.Terms(
                trade: .jsapi,
                outTradeNo: "N1",
                mchid: PayMerchant.firstID,
                appid: AppWorld.appid,
                openid: world.openid,
                description: "金桔一箱",
                attach: nil,
                total: Money(fen: 1000),
                notifyURL: "http://back.end/",
                expiresAt: now.adding(seconds: PayOrder.seconds),
                fingerprint: [],
                keyKind: .certificate
            ),
            createdAt: now,
            prepayID: "wx1",
            prepayUntil: now.adding(seconds: PayOrder.Trade.jsapi.seconds),
            state: .notPaid,
            transactionID: nil,
            paidAt: nil,
            refunded: .zero,
            refunds: 0
        )
        try await world.sandbox.sandbox.database.write { connection in
            let orders = PayOrderStore(connection)
            try orders.add(order)
            if let transactionID {
                _ = try orders.pay(order.id, by: world.openid, transactionID, at: now)
            }
        }
        return world
    }

    /// A report; whatever is given takes the place of what is right.
    private static func body(
        key: String = #"{"order_number_type":2,"transaction_id":"\#(paid)"}"#,
        way: Int = 4,
        mode: String = "1",
        last: String = "",
        list: String = #"[{"item_desc":"金桔"}]"#,
        time: String = "2026-11-21T15:10:00.120+08:00",
        openid: String = "~"
    ) -> String {
        #"{"order_key":\#(key),"logistics_type":\#(way),"delivery_mode":\#(mode)\#(last),"#
            + #""shipping_list":\#(list),"upload_time":"\#(time)","payer":{"openid":"\#(openid)"}}"#
    }

    private static func parcel(_ number: String, _ goods: String = "金桔") -> String {
        #"{"tracking_no":"\#(number)","express_company":"SF","item_desc":"\#(goods)"}"#
    }

    private static func order(_ world: AppWorld) async throws -> JSONValue {
        let reply = try await world.call(look, #"{"transaction_id":"\#(paid)"}"#)
        #expect(reply.errcode == 0, "\(reply.text)")
        return reply.json["order"] ?? .null
    }

    @Test func atOnce() async throws {
        let world = try await Self.world()
        let before = try await Self.order(world)
        #expect(before["order_state"]?.integer == 1)
        #expect(before["shipping"]?.object?.members.isEmpty == true)
        #expect(before["merchant_trade_no"]?.string == "N1")
        #expect(before["paid_amount"]?.integer == 1000)
        #expect(before["openid"]?.string == world.openid)
        #expect(before["description"]?.string == "金桔一箱")
        #expect(before["in_complaint"]?.bool == false)
        #expect(try await world.call(Self.upload, Self.body()).errcode == 0)
        let after = try await Self.order(world)
        #expect(after["order_state"]?.integer == 2)
        #expect(after["shipping"]?["finish_shipping"]?.bool == true)
        #expect(after["shipping"]?["finish_shipping_count"]?.integer == 1)
        #expect(after["shipping"]?["logistics_type"]?.integer == 4)
        #expect(after["shipping"]?["goods_desc"]?.string == "金桔")
        // By the merchant's number the same.
        let mchid = after["merchant_id"]?.string ?? ""
        let other = try await world.call(
            Self.look,
            #"{"merchant_id":"\#(mchid)","merchant_trade_no":"N1"}"#
        )
        #expect(other.json["order"]?["transaction_id"]?.string == Self.paid)
    }

    /// It can be changed once, and not with the same.
    @Test func changed() async throws {
        let world = try await Self.world()
        let lists = ["一", "二", "三"].map { #"[{"item_desc":"\#($0)"}]"# }
        #expect(try await world.call(Self.upload, Self.body(list: lists[0])).errcode == 0)
        #expect(
            try await world.call(Self.upload, Self.body(list: lists[0])).errcode == 10_060_023
        )
        #expect(try await world.call(Self.upload, Self.body(list: lists[1])).errcode == 0)
        #expect(
            try await world.call(Self.upload, Self.body(list: lists[2])).errcode == 10_060_003
        )
        let shipping = try await Self.order(world)["shipping"]
        #expect(shipping?["goods_desc"]?.string == "二")
        #expect(shipping?["finish_shipping_count"]?.integer == 2)
    }

    @Test func parcelByParcel() async throws {
        let world = try await Self.world()
        func send(_ number: String, last: Bool) async throws -> Int64? {
            try await world.call(
                Self.upload,
                Self.body(
                    way: 1,
                    mode: "2",
                    last: #","is_all_delivered":\#(last)"#,
                    list: "[\(Self.parcel(number))]"
                )
            ).errcode
        }
        #expect(try await send("1", last: false) == 0)
        #expect(try await Self.order(world)["order_state"]?.integer == 1)
        #expect(try await send("2", last: true) == 0)
        let order = try await Self.order(world)
        #expect(order["order_state"]?.integer == 2)
        #expect(
            order["shipping"]?["shipping_list"]?.array?.map { $0["tracking_no"]?.string }
                == ["1", "2"]
        )
        #expect(try await send("3", last: false) == 10_060_002)
    }

    /// By the user's word, or by the end of two days, ten for parcels.
    @Test func received() async throws {
        let world = try await Self.world()
        let receive = "/sandbox/shipments/\(Self.paid)/receive"
        #expect(try await world.sandbox.post(receive, "").status == 409)
        #expect(try await world.call(Self.upload, Self.body()).errcode == 0)
        #expect(try await world.sandbox.post(receive, "").status == 200)
        #expect(try await Self.order(world)["order_state"]?.integer == 3)
        #expect(try await world.sandbox.post(receive, "").status == 409)
        let list = #"[{"item_desc":"other"}]"#
        #expect(
            try await world.call(Self.upload, Self.body(list: list)).errcode == 10_060_003
        )
    }

    @Test(arguments: [(4, 2), (1, 10)])
    func receivedInTheEnd(_ way: Int, _ days: Int64) async throws {
        let world = try await Self.world()
        let body = Self.body(way: way, list: "[\(Self.parcel("1"))]")
        #expect(try await world.call(Self.upload, body).errcode == 0)
        let stores = world.sandbox.sandbox.database
        func state(after seconds: Int64) async throws -> ShippingState {
            try await stores.read { connection in
                let order = try #require(
                    try PayOrderStore(connection)
                        .order(outTradeNo: "N1", of: PayMerchant.firstID)
                )
                let reported = try ShipmentStore(connection).reported(order.id)
                let now = world.sandbox.sandbox.clock.now.adding(seconds: seconds)
                return ShippingState(order, reported, at: now)
            }
        }
        #expect(try await state(after: days * 86_400 - 1) == .shipped)
        #expect(try await state(after: days * 86_400) == .received)
    }

    @Test func refunded() async throws {
        let world = try await Self.world()
        try await world.sandbox.sandbox.database.write { connection in
            _ = try PayOrderStore(connection).refund(Money(fen: 1000), of: ID(1))
        }
        #expect(try await Self.order(world)["order_state"]?.integer == 5)
        #expect(try await world.call(Self.upload, Self.body()).errcode == 10_060_004)
    }

    @Test(
        arguments: [
            (body(key: #"{"order_number_type":3}"#), 268_485_194),
            (body(key: "{}"), 268_485_194),
            (body(key: #"{"order_number_type":2}"#), 268_485_195),
            (body(key: #"{"order_number_type":1,"out_trade_no":"N1"}"#), 268_485_196),
            (body(key: #"{"order_number_type":1,"mchid":"1"}"#), 268_485_197),
            (
                body(key: #"{"order_number_type":1,"mchid":"1","out_trade_no":"N1"}"#), 10_060_001
            ),
            (body(key: #"{"order_number_type":2,"transaction_id":"42"}"#), 10_060_001),
            (body(openid: "o1"), 10_060_031), (body(way: 5), 10_060_005),
            (body(mode: "3"), 268_485_224), (body(mode: "2"), 10_060_006),
            (body(way: 1, mode: "2", list: "[\(parcel("1"))]"), 10_060_007),
            (body(list: #"[{"item_desc":""}]"#), 10_060_008),
            (body(list: "[{}]"), 10_060_008),
            (
                body(list: #"[{"item_desc":"\#(String(repeating: "长", count: 121))"}]"#),
                10_060_009
            ),
            (body(list: "[]"), 268_485_228),
            (body(way: 1, list: "[\(parcel("1")),\(parcel("2"))]"), 268_485_228),
            (body(way: 1, mode: "2", last: #","is_all_delivered":true"#, list: "[]"), 10_060_014),
            (
                body(
                    way: 1,
                    mode: "2",
                    last: #","is_all_delivered":true"#,
                    list: "[" + (1...11).map { parcel("\($0)") }.joined(separator: ",") + "]"
                ),
                10_060_024
            ),
            (body(way: 1, list: "[\(parcel(""))]"), 268_485_226),
            (body(way: 1, list: #"[{"tracking_no":"1","item_desc":"x"}]"#), 268_485_227),
            (body(way: 1, list: "[\(parcel(String(repeating: "1", count: 129)))]"), 10_060_026),
            (body(time: "yesterday"), 268_485_216),
        ] as [(String, Int64)]
    )
    func refused(_ body: String, _ errcode: Int64) async throws {
        let world = try await Self.world()
        #expect(try await world.call(Self.upload, body).errcode == errcode)
        #expect(try await Self.order(world)["order_state"]?.integer == 1)
    }

    @Test func notPaid() async throws {
        let world = try await Self.world(nil)
        let key = #"{"order_number_type":1,"mchid":"1","out_trade_no":"N1"}"#
        #expect(try await world.call(Self.upload, Self.body(key: key)).errcode == 10_060_001)
        #expect(
            try await world.call(Self.look, #"{"transaction_id":"\#(Self.paid)"}"#).errcode
                == 10_060_001
        )
        #expect(try await world.call(Self.look, "{}").errcode == 10_060_014)
    }
}
