import Basics
import HTTP
import JSON
import Loops
import ServiceKit
import Storage
import Testing
import WeChatPay

@testable import Payments
@testable import SandboxServer

@Suite struct PayingTests {
    @Test func paidOnceWhateverIsAsked() async throws {
        let world = try await PaymentWorld()
        let request = try await world.request("order:1")
        let prepayID = try await world.prepay(request)
        // The same again is the same order.
        #expect(try await world.prepay(request) == prepayID)
        let answer = try await world.pay(prepayID)
        #expect(answer["callback"]?["status"]?.integer == 204)
        let payment = try #require(try await world.payment("order:1"))
        #expect(payment.state == .paid)
        #expect(payment.received == Money(fen: 100))
        #expect(payment.transactionID != nil)
        #expect(try await world.deeds() == ["paid order:1"])
        await #expect(throws: Failure.refused(PaymentRefusal.alreadyPaid)) {
            try await world.prepay(request)
        }
        try await world.pass(seconds: 120)
        #expect(try await world.deeds() == ["paid order:1"])
        try await world.expectSound()
    }

    /// Found by asking, within a minute, as long as somebody may be paying.
    @Test(arguments: [0, 7, 44, 200, 1700] as [Int64])
    func aLostCallback(_ age: Int64) async throws {
        let world = try await PaymentWorld()
        let prepayID = try await world.prepay(world.request("order:1"))
        try await world.pass(seconds: age)
        try await world.fault("callback:payment", #""kind":"lose_callback""#)
        try await world.pay(prepayID)
        #expect(try await world.payment("order:1")?.state == .open)
        try await world.pass(seconds: 60)
        #expect(try await world.payment("order:1")?.state == .paid)
        #expect(try await world.deeds() == ["paid order:1"])
        try await world.expectSound()
    }

    /// What comes is not believed, but the truth asked for.
    @Test(arguments: ["wrong_amount", "stale_timestamp", "forge_callback", "bad_signature"])
    func aBadCallback(_ kind: String) async throws {
        let world = try await PaymentWorld()
        let prepayID = try await world.prepay(world.request("order:1"))
        try await world.fault("callback:payment", #""kind":"\#(kind)""#)
        let answer = try await world.pay(prepayID)
        let status = try #require(answer["callback"]?["status"]?.integer)
        #expect((400...599).contains(status))
        #expect(try await world.payment("order:1")?.state == .open)
        try await world.pass(seconds: 60)
        #expect(try await world.payment("order:1")?.received == Money(fen: 100))
        #expect(try await world.deeds() == ["paid order:1"])
        try await world.expectSound()
    }

    @Test func aDuplicateCallback() async throws {
        let world = try await PaymentWorld()
        let prepayID = try await world.prepay(world.request("order:1"))
        try await world.fault("callback:payment", #""kind":"duplicate_callback""#)
        #expect(try await world.pay(prepayID)["callback"]?["status"]?.integer == 204)
        #expect(try await world.deeds() == ["paid order:1"])
        try await world.expectSound()
    }

    /// The answer to the order is lost in every way; the same order again is the same.
    @Test(arguments: [
        #""kind":"http500""#, #""kind":"drop_before""#, #""kind":"drop_after""#,
        #""kind":"timeout","milliseconds":1"#, #""kind":"bad_signature""#,
        #""kind":"errcode","code":"FREQUENCY_LIMITED","status":429"#,
    ])
    func aLostAnswer(_ fault: String) async throws {
        let world = try await PaymentWorld()
        let request = try await world.request("order:1")
        try await world.fault("/v3/pay/transactions/jsapi", fault)
        await #expect(throws: Failure<PaymentRefusal>.unavailable(retryAfterSeconds: 2)) {
            try await world.prepay(request)
        }
        try await world.pay(world.prepay(request))
        #expect(try await world.deeds() == ["paid order:1"])
        #expect(try await world.payment("order:1")?.attempt == 1)
        try await world.expectSound()
    }

    @Test func whatCannotBePaid() async throws {
        let world = try await PaymentWorld()
        var request = try await world.request("order:1")
        request.amount = .zero
        await #expect(throws: Failure.refused(PaymentRefusal.amountInvalid)) {
            try await world.prepay(request)
        }
        request.amount = Money(fen: 1)
        request.mchid = "1900000001"
        await #expect(throws: Failure.refused(PaymentRefusal.accountUnknown)) {
            try await world.prepay(request)
        }
        request.mchid = PaymentWorld.first
        request.expiresAt = world.world.clock.now
        await #expect(throws: Failure.refused(PaymentRefusal.closed)) {
            try await world.prepay(request)
        }
        // WeChat Pay itself says no: the app is another account's.
        request = try await world.request("order:2", in: "wx6b756d7175617403")
        await #expect(throws: Failure<PaymentRefusal>.fault) { try await world.prepay(request) }
        #expect(try await world.deeds() == [])
        // The owner's own refusal comes out as it is.
        await #expect(throws: Failure.refused(TransferRefusal.causeReused)) {
            try await world.payments.pay(refusing: { _ in TransferRefusal.fundUnknown }) { _ in
                throw TransferRefusal.causeReused
            }
        }
    }

    /// WeChat Pay says no, and does not know the number.
    @Test func notAllowed() async throws {
        let world = try await PaymentWorld()
        let request = try await world.request("order:1")
        try await world.fault(
            "/v3/pay/transactions/jsapi",
            #""kind":"errcode","code":"INVALID_REQUEST","status":400"#
        )
        await #expect(throws: Failure.refused(PaymentRefusal.notAllowed)) {
            try await world.prepay(request)
        }
        try await world.pay(world.prepay(request))
        #expect(try await world.payment("order:1")?.attempt == 1)
    }

    /// It was placed with other words, as before a change of settings: its number is closed, and
    /// another one begun.
    @Test func placedWithOtherWords() async throws {
        let world = try await PaymentWorld()
        var request = try await world.request("order:1")
        let first = try await world.prepay(request)
        try await world.execute("UPDATE pay_payment SET description = 'x', prepay_id = NULL")
        request.description = "x"
        let second = try await world.prepay(request)
        #expect(await world.refusal(ofPaying: first) == .orderNotOpen(state: "CLOSED"))
        try await world.pay(second)
        #expect(try await world.payment("order:1")?.attempt == 2)
        #expect(try await world.deeds() == ["paid order:1"])
        try await world.expectSound()
    }

    // MARK: Another app

    /// The bridge: the former order is closed at WeChat Pay, the new one has a new number.
    @Test func inAnotherApp() async throws {
        let world = try await PaymentWorld()
        let first = try await world.prepay(world.request("order:1"))
        let second = try await world.prepay(world.request("order:1", in: PaymentWorld.otherApp))
        #expect(first != second)
        let tried = try await world.database.read { connection in
            try world.payments.payments(of: "order:1", in: connection)
        }
        #expect(tried.map(\.state) == [.open, .closed])
        #expect(tried.map(\.attempt) == [2, 1])
        #expect(await world.refusal(ofPaying: first) == .orderNotOpen(state: "CLOSED"))
        try await world.pay(second)
        // The owner was not told of the end of the first: the thing itself did not end.
        #expect(try await world.deeds() == ["paid order:1"])
        try await world.expectSound()
    }

    /// The money for the first app is faster than its end.
    @Test func paidInTheFirstAppAfterAll() async throws {
        let world = try await PaymentWorld()
        let first = try await world.prepay(world.request("order:1"))
        try await world.fault("callback:payment", #""kind":"lose_callback""#)
        try await world.pay(first)
        let second = try await world.request("order:1", in: PaymentWorld.otherApp)
        await #expect(throws: Failure.refused(PaymentRefusal.alreadyPaid)) {
            try await world.prepay(second)
        }
        #expect(try await world.deeds() == ["paid order:1"])
        try await world.expectSound()
    }

    /// Closing the first is unanswered: nothing new before that is certain.
    @Test(arguments: ["drop_before", "drop_after", "http500"])
    func closingIsUncertain(_ kind: String) async throws {
        let world = try await PaymentWorld()
        _ = try await world.prepay(world.request("order:1"))
        let second = try await world.request("order:1", in: PaymentWorld.otherApp)
        try await world.fault(
            "/v3/pay/transactions/out-trade-no/{out_trade_no}/close",
            #""kind":"\#(kind)""#
        )
        await #expect(throws: Failure<PaymentRefusal>.unavailable(retryAfterSeconds: 2)) {
            try await world.prepay(second)
        }
        #expect(try await world.payment("order:1")?.state == .closing)
        try await world.pay(world.prepay(second))
        #expect(try await world.payment("order:1")?.attempt == 2)
        #expect(try await world.deeds() == ["paid order:1"])
        try await world.expectSound()
    }
}
