import Basics
import Crypto
import HTTP
import JSON
import ServiceKit
import Storage
import TestKit
import Testing
import WeChatPay

@testable import SandboxServer

/// What WeChat Pay refuses before it does anything.
@Suite struct PayRefusalTests {
    private static func code(_ reply: SandboxWorld.Reply) -> String? {
        reply.json["code"]?.string
    }

    @Test func signed() async throws {
        let world = try await SandboxWorld()
        let caller = PayCaller(world: world)
        let reply = try await caller.send(.post, PayCaller.orders, caller.order())
        #expect(reply.status == 200)
        #expect(reply.json["prepay_id"]?.string?.utf8.count == 36)
        // A merchant of today has the public key alone.
        let key = try await world.sandbox.payKeys(PayMerchant.firstID).publicKey
        #expect(reply.headers["Wechatpay-Serial"] == key.serial)
        let message = PaySignedText.answer(
            timestamp: reply.headers["Wechatpay-Timestamp"] ?? "",
            nonce: reply.headers["Wechatpay-Nonce"] ?? "",
            body: Bytes(reply.text.utf8)
        )
        let signature = reply.headers["Wechatpay-Signature"].flatMap { Base64.decode($0) }
        #expect(key.key.publicKey.verify(message, signature: try #require(signature)))
    }

    /// Five minutes either way by the real clock, however far the domain's was moved.
    @Test(arguments: [(Int64(300), 200), (-300, 200), (301, 401), (-301, 401)])
    func time(_ skew: Int64, _ status: Int) async throws {
        let world = try await SandboxWorld()
        try await world.advance(86_400)
        var caller = PayCaller(world: world)
        caller.skewSeconds = skew
        let reply = try await caller.send(.post, PayCaller.orders, caller.order())
        #expect(reply.status == status)
        #expect(status == 200 || Self.code(reply) == "SIGN_ERROR")
    }

    @Test func whoever() async throws {
        let world = try await SandboxWorld()
        let good = PayCaller(world: world)
        let changes: [(String, Int, (inout PayCaller) -> Void)] = [
            ("MCH_NOT_EXISTS", 400, { $0.mchid = "1900000001" }),
            ("SIGN_ERROR", 401, { $0.serial = "AB" }),
            ("SIGN_ERROR", 401, { $0.signedBody = "{}" }),
            ("SIGN_ERROR", 401, { $0.nonce = "not alphanumeric" }),
            ("SIGN_ERROR", 401, { $0.authorization = "Bearer x" }),
            ("SIGN_ERROR", 401, { $0.authorization = "WECHATPAY2-SHA256-RSA2048 x" }),
            ("SIGN_ERROR", 401, { $0.dropped = ["Authorization"] }),
            ("INVALID_REQUEST", 400, { $0.dropped = ["User-Agent"] }),
            ("INVALID_REQUEST", 400, { $0.dropped = ["Accept"] }),
        ]
        for (position, (code, status, change)) in changes.enumerated() {
            var caller = good
            change(&caller)
            let reply = try await caller.send(.post, PayCaller.orders, good.order())
            #expect(reply.status == status, "\(position): \(reply.text)")
            #expect(Self.code(reply) == code, "\(position): \(reply.text)")
            #expect(!reply.headers.contains("Wechatpay-Signature"))
        }
        let query = "/v3/pay/transactions/out-trade-no/T000001?mchid=1660000109"
        #expect(Self.code(try await good.send(.get, query)) == "ORDER_NOT_EXIST")
    }

    @Test(arguments: [
        (#""total":100"#, #""total":0"#, "/amount/total"),
        (#""total":100"#, #""total":"100""#, "/amount/total"),
        (#""total":100"#, #""total":1.5"#, "/amount/total"),
        (#""total":100"#, #""total":9223372036854775807"#, "/amount/total"),
        (#""CNY""#, #""XYZ""#, "/amount/currency"),
        (#""T000001""#, #""T1""#, "/out_trade_no"),
        (#""T000001""#, #""T 000001""#, "/out_trade_no"),
        (#""金桔""#, #""🍊""#, "/description"),
        (#""金桔""#, #""""#, "/description"),
        (#"http://127.0.0.1:9/x"#, #"http://127.0.0.1:9/x?y=z"#, "/notify_url"),
        (#"http://127.0.0.1:9/x"#, #"ftp://127.0.0.1/x"#, "/notify_url"),
        (#"{"appid""#, #"{"time_expire":"2020-01-01T00:00:00+08:00","appid""#, "/time_expire"),
        (#"{"appid""#, #"{"time_expire":"soon","appid""#, "/time_expire"),
    ])
    func field(_ old: String, _ new: String, _ pointer: String) async throws {
        let caller = PayCaller(world: try await SandboxWorld())
        let reply = try await caller.send(.post, PayCaller.orders, caller.order(old, new))
        #expect(reply.status == 400)
        #expect(Self.code(reply) == "PARAM_ERROR")
        #expect(reply.json["detail"]?["field"]?.string == pointer)
    }

    @Test(arguments: [
        (#""mchid":"1660000109""#, #""mchid":"1900000001""#, "PARAM_ERROR"),
        ("wx6b756d7175617401", "wx0000000000000000", "APPID_MCHID_NOT_MATCH"),
        // An openid of another app.
        ("wx6b756d7175617401", "wx6b756d7175617402", "PARAM_ERROR"),
    ])
    func merchant(_ old: String, _ new: String, _ code: String) async throws {
        let caller = PayCaller(world: try await SandboxWorld())
        let reply = try await caller.send(.post, PayCaller.orders, caller.order(old, new))
        #expect(reply.status == 400)
        #expect(Self.code(reply) == code)
    }

    @Test(arguments: ["", "{", "[]", "null", #""a""#, #"{"appid":1,"appid":1}"#])
    func noOrder(_ body: String) async throws {
        let caller = PayCaller(world: try await SandboxWorld())
        let reply = try await caller.send(.post, PayCaller.orders, body)
        #expect(reply.status == 400)
        #expect(Self.code(reply) == "PARAM_ERROR")
    }

    /// A prepay id is good for two hours, an order for seven days.
    @Test func whatRunsOut() async throws {
        let world = try await SandboxWorld()
        let caller = PayCaller(world: world)
        let order = try await caller.order()
        let first = try await caller.send(.post, PayCaller.orders, order).json["prepay_id"]?.string
        let pay = { (id: String?) in
            try await world.post("/sandbox/pay", #"{"user":"xiaoming","prepay_id":"\#(id ?? "")"}"#)
        }
        try await world.advance(7200)
        #expect(try await pay(first).error == "prepay_ended")
        let second = try await caller.send(.post, PayCaller.orders, order).json["prepay_id"]?.string
        #expect(second != first)
        #expect(try await pay(first).error == "prepay_unknown")
        try await world.advance(7 * 86_400)
        #expect(try await pay(second).error == "order_not_open")
        let again = try await caller.send(.post, PayCaller.orders, order)
        #expect(Self.code(again) == "ORDER_CLOSED")
    }

    /// A hundred at once: one payment; never more goes back than was paid; the flows add up.
    @Test func races() async throws {
        let world = try await SandboxWorld()
        let caller = PayCaller(world: world)
        let order = try await caller.order()
        let id = try await caller.send(.post, PayCaller.orders, order).json["prepay_id"]?.string
        let body = #"{"user":"xiaoming","prepay_id":"\#(id ?? "")"}"#
        let before = try await world.sandbox.payMerchant(PayMerchant.firstID).balance.fen
        let paid = try await Self.statuses(40) { _ in
            try await world.post("/sandbox/pay", body).status
        }
        #expect(paid.filter { $0 == 200 }.count == 1)
        let refunded = try await Self.statuses(20) { position in
            try await caller.send(
                .post,
                "/v3/refund/domestic/refunds",
                #"{"out_trade_no":"T000001","out_refund_no":"R\#(position)","#
                    + #""amount":{"refund":30,"total":100,"currency":"CNY"}}"#
            ).status
        }
        #expect(refunded.filter { $0 == 200 }.count == 3)
        #expect(
            try await world.sandbox.payMerchant(PayMerchant.firstID).balance.fen == before + 100
                - 90
        )
        var sum: Int64 = 0
        try await world.sandbox.database.read { connection in
            try PayMerchantStore(connection).eachFlow(
                of: PayMerchant.firstID,
                from: UnixTime(seconds: 0),
                to: world.world.clock.now.adding(seconds: 1)
            ) { sum += $0.amount.fen }
        }
        #expect(sum == before + 10)
    }

    private static func statuses(
        _ count: Int,
        _ call: @escaping @Sendable (Int) async throws -> Int
    ) async throws -> [Int] {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for position in 0..<count { group.addTask { try await call(position) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
