import Basics
import HTTP
import JSON
import Processes
import TestKit
import Testing

@testable import WeChatPay

/// Every kind of fault, and how one recovers from it.
@Suite(.serialized, .payWorld) struct SandboxFaultTests {
    private static let orders = "/v3/pay/transactions/jsapi"

    private static func isRetryLater(_ error: any Error) -> Bool {
        if case .retryLater = error as? PayFailure { return true }
        return isSilence(error)
    }

    /// The same order once more brings the same prepay id, whatever became of the first answer.
    @Test(arguments: [
        #""kind":"http500""#, #""kind":"drop_before","times":2"#, #""kind":"drop_after","times":2"#,
        #""kind":"timeout","milliseconds":50,"times":2"#,
        #""kind":"errcode","code":"FREQUENCY_LIMITED","status":429"#,
        #""kind":"errcode","code":"SYSTEM_ERROR","status":500"#,
    ])
    func askedAgain(_ fault: String) async throws {
        let world = try payWorld()
        let number = "I" + String(fault.utf8.reduce(UInt32(7)) { $0 &* 31 &+ UInt32($1) })
        let client = world.newClient(milliseconds: 1000)
        try await world.fault(Self.orders, fault)
        await #expect { try await client.placeOrder(world.order(number)) } throws: {
            Self.isRetryLater($0)
        }
        try await world.clearFaults()
        let prepayID = try await client.placeOrder(world.order(number))
        #expect(try await client.placeOrder(world.order(number)) == prepayID)
        #expect(try await client.payment(.outTradeNo(number)).state == .notPaid)
    }

    @Test func slow() async throws {
        let world = try payWorld()
        try await world.fault(Self.orders, #""kind":"slow","milliseconds":200"#)
        _ = try await world.client.placeOrder(world.order("J000001"))
        try await world.fault(Self.orders, #""kind":"slow","milliseconds":1500"#)
        let hasty = world.newClient(milliseconds: 500)
        await #expect {
            try await hasty.placeOrder(world.order("J000002"))
        } throws: { isSilence($0) }
        // It was done all the same.
        try await eventually("the order is there") {
            (try? await world.client.payment(.outTradeNo("J000002")))?.state == .notPaid
        }
    }

    /// An answer whose signature is wrong, or too old, is no answer; the query tells the truth.
    @Test(arguments: [
        ("bad_signature", PayDoubt.signatureWrong), ("clock_skew", .stale),
    ])
    func notFromWeChatPay(_ kind: String, _ doubt: PayDoubt) async throws {
        let world = try payWorld()
        let number = "K" + kind
        _ = try await world.client.placeOrder(world.order("K000000"))
        try await world.fault(Self.orders, #""kind":"\#(kind)""#)
        await #expect(throws: PayFailure.notAuthentic(doubt)) {
            try await world.client.placeOrder(world.order(number))
        }
        #expect(try await world.client.payment(.outTradeNo(number)).state == .notPaid)
        _ = try await world.client.placeOrder(world.order(number))
    }

    /// Certificates that do not prove themselves are not taken; a moment later the good ones are.
    @Test func certificatesNotFromWeChatPay() async throws {
        let world = try payWorld()
        let client = world.newClient()
        try await world.fault("/v3/certificates", #""kind":"bad_signature""#)
        await #expect(throws: PayFailure.notAuthentic(.keyUnknown)) {
            try await client.placeOrder(world.order("L000001"))
        }
        try await eventually("the good ones are taken") {
            (try? await client.placeOrder(world.order("L000001"))) != nil
        }
    }

    // MARK: Callbacks

    private func pay(_ number: String, _ fault: String, in world: PayWorld) async throws
        -> JSONValue
    {
        let prepayID = try await world.client.placeOrder(world.order(number))
        world.receiver.expect(100, for: number)
        try await world.fault("callback", fault)
        return try await world.pay(prepayID)
    }

    /// Once more on WeChat Pay's schedule, made fast, and with the same id.
    @Test func notAcknowledged() async throws {
        let world = try payWorld()
        try await world.post("/sandbox/merchant", #"{"callback_speed":100}"#)
        let prepayID = try await world.client.placeOrder(world.order("M000001"))
        world.receiver.refuse(2)
        let paid = try await world.pay(prepayID)
        #expect(paid["callback"]?["status"]?.integer == 500)
        try await eventually("it comes again") {
            world.receiver.heard(about: "M000001").count == 1
        }
        let listed = try await world.control.get("/sandbox/callbacks?limit=1").json
        let callback = try #require(listed?["callbacks"]?.array?.first)
        #expect(callback["number"]?.string == "M000001")
        try await eventually("all tries are noted") {
            let listed = try await world.control.get("/sandbox/callbacks?limit=1").json
            let tries = listed?["callbacks"]?.array?.first?["tries"]?.array ?? []
            return tries.compactMap { $0["status"]?.integer } == [204, 500, 500]
        }
        try await world.post("/sandbox/merchant", #"{"callback_speed":1}"#)
    }

    @Test func twice() async throws {
        let world = try payWorld()
        _ = try await pay("N000001", #""kind":"duplicate_callback""#, in: world)
        let heard = world.receiver.heard(about: "N000001")
        #expect(heard.count == 2)
        #expect(Set(heard.compactMap { $0.event?.id }).count == 1)
    }

    @Test func late() async throws {
        let world = try payWorld()
        let paid = try await pay(
            "O000001",
            #""kind":"delay_callback","milliseconds":300"#,
            in: world
        )
        #expect(paid["callback"]?["sent"]?.bool == false)
        #expect(try await world.client.payment(.outTradeNo("O000001")).state == .success)
        try await eventually("it comes") { world.receiver.heard(about: "O000001").count == 1 }
    }

    /// What no callback tells is asked for; a resent one tells it after all.
    @Test func lost() async throws {
        let world = try payWorld()
        let paid = try await pay("P000001", #""kind":"lose_callback""#, in: world)
        #expect(paid["callback"]?["sent"]?.bool == false)
        #expect(world.receiver.heard(about: "P000001").isEmpty)
        #expect(try await world.client.payment(.outTradeNo("P000001")).state == .success)
        let listed = try await world.control.get("/sandbox/callbacks?limit=1").json
        let callback = try #require(listed?["callbacks"]?.array?.first)
        #expect(callback["state"]?.string == "lost")
        let id = try #require(callback["id"]?.integer)
        let resent = try await world.post("/sandbox/callbacks/\(id)/resend")
        #expect(resent["status"]?.integer == 204)
        #expect(world.receiver.heard(about: "P000001").count == 1)
    }

    @Test func outOfOrder() async throws {
        let world = try payWorld()
        _ = try await pay("Q000001", #""kind":"reorder_callback""#, in: world)
        #expect(world.receiver.heard(about: "Q000001").isEmpty)
        try await world.paidOrder("Q000002")
        try await eventually("the first one comes second") {
            world.receiver.heard(about: "Q000001").count == 1
        }
        let order = world.receiver.heard.map(\.number).filter { $0.hasPrefix("Q") }
        #expect(order == ["Q000002", "Q000001"])
    }

    /// The money was really paid: the callback is refused, and the truth asked for.
    @Test(
        arguments: [
            ("wrong_amount", nil, 400), ("stale_timestamp", .stale, 401),
            ("forge_callback", .signatureWrong, 401), ("bad_signature", .signatureWrong, 401),
            ("clock_skew", .stale, 401),
        ] as [(String, PayDoubt?, Int)]
    )
    func refused(_ kind: String, _ doubt: PayDoubt?, _ status: Int) async throws {
        let world = try payWorld()
        let number = "R" + kind
        let before = world.receiver.heard.count
        let paid = try await pay(number, #""kind":"\#(kind)""#, in: world)
        #expect(paid["callback"]?["status"]?.integer == Int64(status))
        let heard = try #require(world.receiver.heard.dropFirst(before).first)
        #expect(heard.failure == doubt.map { .notAuthentic($0) })
        let truth = try await world.client.payment(.outTradeNo(number))
        #expect(truth.state == .success)
        #expect(truth.total == Money(fen: 100))
    }

    /// The same kinds strike refunds and transfers by their own path.
    @Test func byKindOfCallback() async throws {
        let world = try payWorld()
        try await world.fault("callback:transfer", #""kind":"lose_callback""#)
        try await world.paidOrder("S000001")
        #expect(world.receiver.heard(about: "S000001").count == 1)
        _ = try await world.client.transfer(world.transferOrder("S1"))
        try await world.post("/sandbox/transfers/S1/confirm")
        #expect(world.receiver.heard(about: "S1").isEmpty)
        #expect(try await world.client.transferState(.outBillNo("S1")).state == .success)
    }
}
