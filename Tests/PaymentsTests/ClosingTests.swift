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

/// How payments end without being paid, and what becomes of money that comes all the same.
@Suite struct ClosingTests {
    @Test func runsOut() async throws {
        let world = try await PaymentWorld()
        let prepayID = try await world.prepay(world.request("order:1", seconds: 300))
        try await world.pass(seconds: 310)
        #expect(try await world.payment("order:1")?.state == .closed)
        #expect(try await world.deeds() == ["closed order:1"])
        #expect(await world.refusal(ofPaying: prepayID) == .orderNotOpen(state: "CLOSED"))
        try await world.expectSound()
    }

    /// It was never placed: there is nothing to close.
    @Test func neverPlaced() async throws {
        let world = try await PaymentWorld()
        try await world.fault("/v3/pay/transactions/jsapi", #""kind":"drop_before""#)
        let request = try await world.request("order:1", seconds: 300)
        await #expect(throws: (any Error).self) { try await world.prepay(request) }
        try await world.pass(seconds: 310)
        #expect(try await world.payment("order:1")?.state == .closed)
        #expect(try await world.deeds() == ["closed order:1"])
    }

    @Test func closedByItsOwner() async throws {
        let world = try await PaymentWorld()
        let prepayID = try await world.prepay(world.request("order:1"))
        let closing = try await world.close("order:1")
        guard case .closing = closing else { Issue.record("\(closing)"); return }
        try await world.settle()
        #expect(try await world.deeds() == ["closed order:1"])
        #expect(await world.refusal(ofPaying: prepayID) == .orderNotOpen(state: "CLOSED"))
        #expect(try await world.close("order:1") == .closed)
        #expect(try await world.close("order:2") == .closed)
    }

    /// Paid in the moment in which it is closed: one of both, never both.
    @Test func theMoneyIsFaster() async throws {
        let world = try await PaymentWorld()
        let prepayID = try await world.prepay(world.request("order:1"))
        try await world.fault("callback:payment", #""kind":"lose_callback""#)
        _ = try await world.close("order:1")
        try await world.pay(prepayID)
        try await world.settle()
        #expect(try await world.payment("order:1")?.state == .paid)
        #expect(try await world.deeds() == ["paid order:1"])
        guard case .paid = try await world.close("order:1") else {
            Issue.record("it is paid")
            return
        }
        try await world.expectSound()
    }

    // MARK: Money that nobody wants

    /// The owner wants it no more: it goes back by itself, once.
    @Test func unwanted() async throws {
        let world = try await PaymentWorld()
        let prepayID = try await world.prepay(world.request("order:1"))
        world.owner.isUnwilling.withLock { $0 = true }
        try await world.pay(prepayID)
        let payment = try #require(try await world.payment("order:1"))
        #expect(payment.state == .returned)
        #expect(payment.trouble == "gone")
        try await world.pass(seconds: 30)
        let refunds = try await world.database.read { connection in
            try world.payments.refunds(of: payment.id, in: connection)
        }
        #expect(refunds.map(\.state) == [.done])
        #expect(refunds.map(\.cause) == [.unwanted])
        #expect(try await world.deeds() == ["paid order:1"])
        try await world.expectSound()
        // It can be paid again, by another payment.
        world.owner.isUnwilling.withLock { $0 = false }
        try await world.pay(world.prepay(world.request("order:1")))
        #expect(try await world.payment("order:1")?.state == .paid)
        try await world.expectSound()
    }

    /// Money for what is closed here, which no query and no callback told of but a callback that
    /// comes very late.
    @Test func late() async throws {
        let world = try await PaymentWorld()
        let prepayID = try await world.prepay(world.request("order:1"))
        try await world.fault("callback:payment", #""kind":"lose_callback""#)
        try await world.pay(prepayID)
        try await world.forceClosed("order:1")
        try await world.resendCallbacks()
        #expect(try await world.payment("order:1")?.state == .returned)
        #expect(try await world.payment("order:1")?.trouble == "late")
        try await world.pass(seconds: 30)
        #expect(try await world.deeds() == [])
        try await world.expectSound()
        try await world.resendCallbacks()
        try await world.pass(seconds: 30)
        try await world.expectSound()
    }

    /// The owner fails: the callback is kept and acknowledged, a job applies it.
    @Test func theOwnerCannotTakeItYet() async throws {
        let world = try await PaymentWorld()
        let prepayID = try await world.prepay(world.request("order:1"))
        world.owner.failures.withLock { $0 = 2 }
        let answer = try await world.pay(prepayID)
        #expect(answer["callback"]?["status"]?.integer == 204)
        #expect(try await world.payment("order:1")?.state == .open)
        try await world.pass(seconds: 30)
        #expect(try await world.deeds() == ["paid order:1"])
        let number = try #require(try await world.payment("order:1")).number
        let heard = try await world.database.read { connection in
            try world.office.callbacks(about: number, in: connection)
        }
        #expect(heard.map(\.type) == ["TRANSACTION.SUCCESS"])
        #expect(heard.first?.trouble?.contains("NotNow") == true)
        #expect(heard.first?.appliedAt != nil)
        try await world.expectSound()
    }
}
