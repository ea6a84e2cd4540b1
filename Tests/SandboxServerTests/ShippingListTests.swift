import Basics
import JSON
import ServiceKit
import Storage
import Testing

@testable import SandboxServer

/// The list of the shipping management, and what else is asked of it.
@Suite struct ShippingListTests {
    private static let list = WeChatAPI.ShippingOrders.path
    private static let remind = WeChatAPI.RemindReceiver.path
    private static let upload = WeChatAPI.UploadShipment.path

    private let world: AppWorld
    private let start: UnixTime

    init() async throws {
        world = try await AppWorld()
        start = world.sandbox.sandbox.clock.now
    }

    /// An order of 10 yuan; without a payer nobody pays it.
    private func add(
        _ number: Int64,
        by openid: String?,
        at second: Int64,
        trade: PayOrder.Trade = .jsapi,
        appid: String = AppWorld.appid
    ) async throws {
        let now = start.adding(seconds: second)
        let order = PayOrder(
            id: ID(number),
            terms: PayOrder.Terms(
                trade: trade,
                outTradeNo: "N\(number)",
                mchid: PayMerchant.firstID,
                appid: appid,
                openid: openid,
                description: String(repeating: "k", count: Int(120 + number)),
                attach: nil,
                total: Money(fen: 1000),
                notifyURL: "http://back.end/",
                expiresAt: now.adding(seconds: PayOrder.seconds),
                fingerprint: [],
                keyKind: .certificate
            ),
            createdAt: now,
            prepayID: "wx\(number)",
            prepayUntil: now.adding(seconds: trade.seconds),
            linkToken: trade == .native ? "t\(number)" : nil,
            state: .notPaid,
            refunded: .zero,
            refunds: 0
        )
        try await world.sandbox.sandbox.database.write { connection in
            let orders = PayOrderStore(connection)
            try orders.add(order)
            if let openid { _ = try orders.pay(order.id, by: openid, "42-\(number)", at: now) }
        }
    }

    private func numbers(_ body: String) async throws -> [String] {
        let reply = try await world.call(Self.list, body)
        #expect(reply.errcode == 0, "\(body): \(reply.text)")
        return reply.json["order_list"]?.array?.compactMap { $0["merchant_trade_no"]?.string } ?? []
    }

    private func ship(_ number: Int64, way: Int = 1) async throws {
        let time = CivilZone.china.rfc3339(at: world.sandbox.sandbox.clock.now)
        let reply = try await world.call(
            Self.upload,
            #"{"order_key":{"order_number_type":2,"transaction_id":"42-\#(number)"},"#
                + #""logistics_type":\#(way),"delivery_mode":1,"upload_time":"\#(time)","#
                + #""shipping_list":[{"tracking_no":"1","express_company":"SF","item_desc":"x"}],"#
                + #""payer":{"openid":"~"}}"#
        )
        #expect(reply.errcode == 0, "\(reply.text)")
    }

    /// Only what was paid, in this app; newest first.
    @Test func whatIsInIt() async throws {
        try await add(1, by: world.openid, at: 0)
        try await add(2, by: world.openid(of: "laowang"), at: 10)
        try await add(3, by: nil, at: 20)
        try await add(4, by: world.openid, at: 30, trade: .native)
        try await add(5, by: world.openid, at: 40, appid: "wx6b756d7175617402")
        try await add(6, by: world.openid, at: 10)
        #expect(try await numbers("{}") == ["N6", "N2", "N1"])
        let reply = try await world.call(Self.list, "{}")
        #expect(reply.json["has_more"]?.bool == false)
        let last = try #require(reply.json["order_list"]?.array?.last)
        #expect(last["transaction_id"]?.string == "42-1")
        #expect(last["merchant_id"]?.string == PayMerchant.firstID)
        #expect(last["openid"]?.string == world.openid)
        #expect(last["paid_amount"]?.integer == 1000)
        #expect(last["pay_time"]?.integer == start.seconds)
        #expect(last["order_state"]?.integer == 1)
        #expect(last["in_complaint"]?.bool == false)
        #expect(last["shipping"]?.object?.members.isEmpty == true)
        // More than 120 characters are cut.
        #expect(last["description"]?.string == String(repeating: "k", count: 120) + "...")
    }

    @Test func filters() async throws {
        for number in Int64(1)...4 {
            let who = try await world.openid(of: number == 2 ? "laowang" : "xiaoming")
            try await add(number, by: who, at: number * 10)
        }
        let at = { (second: Int64) in start.adding(seconds: second).seconds }
        for (range, found) in [
            (#"{"begin_time":\#(at(20)),"end_time":\#(at(30))}"#, ["N3", "N2"]),
            (#"{"begin_time":\#(at(20))}"#, ["N4", "N3", "N2"]),
            (#"{"end_time":\#(at(20))}"#, ["N2", "N1"]),
            (#"{"begin_time":\#(at(31)),"end_time":\#(at(39))}"#, []),
            ("{}", ["N4", "N3", "N2", "N1"]),
            ("null", ["N4", "N3", "N2", "N1"]),
        ] {
            #expect(try await numbers(#"{"pay_time_range":\#(range)}"#) == found, "\(range)")
        }
        let openid = try await world.openid(of: "laowang")
        #expect(try await numbers(#"{"openid":"\#(openid)"}"#) == ["N2"])
        #expect(try await numbers(#"{"openid":"nobody"}"#) == [])
        #expect(try await numbers(#"{"openid":""}"#).count == 4)
        try await ship(3)
        try await ship(4, way: 4)
        try await world.sandbox.sandbox.database.write { connection in
            _ = try PayOrderStore(connection).refund(Money(fen: 1000), of: ID(1))
        }
        let states = [1: ["N2"], 2: ["N4", "N3"], 3: [], 4: [], 5: ["N1"], 6: []]
        for (state, found) in states {
            #expect(try await numbers(#"{"order_state":\#(state)}"#) == found, "\(state)")
        }
        // Time alone moves an order on, two days for what is not a parcel.
        try await world.sandbox.advance(2 * 86_400)
        // The access token is over by then.
        let grant = "grant_type=client_credential"
        let reply = try await world.sandbox.get(
            "/cgi-bin/token?\(world.sandbox.credentials())&\(grant)"
        )
        let token = try #require(reply.json["access_token"]?.string)
        for (state, found) in [(3, ["N4"]), (2, ["N3"])] {
            let list = try await world.sandbox.post(
                "\(Self.list)?access_token=\(token)",
                #"{"order_state":\#(state),"openid":"\#(world.openid)","page_size":1}"#
            )
            let numbers = list.json["order_list"]?.array?
                .compactMap { $0["merchant_trade_no"]?.string }
            #expect(numbers == found, "\(list.text)")
        }
    }

    /// All of it in parts of any size, each order once, whatever is paid meanwhile.
    @Test(arguments: [1, 2, 3, 7, 100, 1000])
    func parts(_ size: Int) async throws {
        for number in Int64(1)...7 { try await add(number, by: world.openid, at: number / 3) }
        var seen: [String] = []
        var index = ""
        for turn in 0..<8 {
            let reply = try await world.call(
                Self.list,
                #"{"page_size":\#(size),"last_index":"\#(index)"}"#
            )
            let part = reply.json["order_list"]?.array ?? []
            #expect(part.count <= size)
            seen += part.compactMap { $0["merchant_trade_no"]?.string }
            index = reply.json["last_index"]?.string ?? ""
            guard reply.json["has_more"]?.bool == true else { break }
            if turn == 0 { try await add(8, by: world.openid, at: 60) }
        }
        #expect(seen == ["N7", "N6", "N5", "N4", "N3", "N2", "N1"])
    }

    /// Many that do not fit before one that does.
    @Test func farBehind() async throws {
        try await add(1, by: world.openid, at: 0)
        for number in Int64(2)...405 { try await add(number, by: world.openid, at: number) }
        try await ship(1)
        #expect(try await numbers(#"{"order_state":2}"#) == ["N1"])
        #expect(try await numbers("{}").count == 100)
    }

    @Test(
        arguments: [
            (#"{"last_index":"x"}"#, 10_060_011), (#"{"last_index":"1-2-3"}"#, 10_060_011),
            (#"{"last_index":"-1-2"}"#, 10_060_011), (#"{"last_index":1}"#, 10_060_014),
            (#"{"order_state":7}"#, 10_060_014), (#"{"order_state":"shipped"}"#, 10_060_014),
            (#"{"page_size":0}"#, 10_060_014), (#"{"page_size":[]}"#, 10_060_014),
            (#"{"openid":1}"#, 10_060_014), (#"{"pay_time_range":1}"#, 10_060_014),
            (#"{"pay_time_range":{"begin_time":2,"end_time":1}}"#, 10_060_014),
            (#"{"pay_time_range":{"begin_time":-1}}"#, 10_060_014), ("[]", 47001), ("", 44002),
        ] as [(String, Int64)]
    )
    func refused(_ body: String, _ errcode: Int64) async throws {
        #expect(try await world.call(Self.list, body).errcode == errcode)
    }

    /// Once for a parcel that is on its way, with a time after it left.
    @Test func reminders() async throws {
        try await add(1, by: world.openid, at: 0)
        try await add(2, by: world.openid, at: 0)
        func ask(_ number: Int64, _ time: Int64) async throws -> Int64? {
            try await world.call(
                Self.remind,
                #"{"transaction_id":"42-\#(number)","received_time":\#(time)}"#
            ).errcode
        }
        let later = start.seconds + 3600
        #expect(try await ask(1, later) == 10_060_028)
        try await ship(1)
        try await ship(2, way: 4)
        #expect(try await ask(2, later) == 10_060_032)
        #expect(try await ask(1, start.seconds - 1) == 10_060_029)
        #expect(try await ask(1, later) == 0)
        #expect(try await ask(1, later) == 10_060_030)
        #expect(try await ask(9, later) == 10_060_001)
        #expect(
            try await world.call(Self.remind, #"{"transaction_id":"42-1"}"#).errcode == 10_060_014
        )
        #expect(
            try await world.call(
                Self.remind,
                #"{"merchant_id":"1660000109","merchant_trade_no":"N1","received_time":\#(later)}"#
            ).errcode == 10_060_030
        )
        #expect(
            try await world.sandbox.post("/sandbox/shipments/42-1/receive", "").status == 200
        )
        #expect(try await ask(1, later) == 10_060_028)
    }

    @Test(arguments: [
        ("/wxa/sec/order/is_trade_managed", "is_trade_managed"),
        ("/wxa/sec/order/is_trade_management_confirmation_completed", "completed"),
    ])
    func managed(_ path: String, _ name: String) async throws {
        let own = try await world.call(path, #"{"appid":"\#(AppWorld.appid)"}"#)
        #expect(own.errcode == 0 && own.json[name]?.bool == true)
        let other = try await world.call(path, #"{"appid":"wx6b756d7175617402"}"#)
        #expect(other.errcode == 40013)
        #expect(try await world.call(path, "{}").errcode == 40097)
        #expect(try await world.sandbox.post(path, #"{"appid":"x"}"#).errcode == 41001)
    }
}
