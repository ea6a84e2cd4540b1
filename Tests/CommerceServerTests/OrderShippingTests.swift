import AuthCalls
import Basics
import CommerceDomain
import Loops
import ServiceKit
import Testing

@testable import CommerceServer

/// What WeChat is told of goods that were handed over.
@Suite struct OrderShippingTests {
    @Test func onceAPayment() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let number = try await world.paid(3, as: me)
        let codes = try await world.vouchers(number).map(\.code.text)
        #expect(await world.redeem(codes[0]).status == 200)
        try await world.pass(seconds: 240)
        #expect(world.auth.shipments.withLock { $0.isEmpty })
        #expect(await world.redeem(codes[1]).status == 200)
        try await world.pass(seconds: 120)
        let told = world.auth.shipments.withLock { $0 }
        #expect(told.count == 1)
        #expect(told.first?.app == ID(1) && told.first?.goods == "红茶")
        #expect(told.first?.openid == me.identity.openid.text)
        #expect(told.first?.transactionID.isEmpty == false)
        #expect(try await world.order(number).shippedAt != nil)
        #expect(await world.redeem(codes[2]).status == 200)
        try await world.pass(seconds: 600)
        #expect(world.auth.shipments.withLock { $0.count } == 1)
    }

    /// What is taken back is not told; what is left is told when its own time is over.
    @Test func anUndoTakesItBack() async throws {
        let world = try await OrderWorld()
        let number = try await world.paid(2, as: world.shopper())
        let codes = try await world.vouchers(number).map(\.code.text)
        #expect(await world.redeem(codes[0]).status == 200)
        #expect(await world.undo(codes[0]).status == 200)
        try await world.pass(seconds: 600)
        #expect(world.auth.shipments.withLock { $0.isEmpty })
        #expect(await world.redeem(codes[0]).status == 200)
        try await world.pass(seconds: 200, by: 20)
        #expect(await world.redeem(codes[1]).status == 200)
        #expect(await world.undo(codes[0]).status == 200)
        try await world.pass(seconds: 280, by: 20)
        #expect(world.auth.shipments.withLock { $0.isEmpty })
        try await world.pass(seconds: 40, by: 20)
        #expect(world.auth.shipments.withLock { $0.count } == 1)
    }

    /// What WeChat says to it, and what becomes of it.
    @Test(arguments: [
        (ShippingClient.Refusal.paymentUnknown, true), (.alreadyShipped, true),
        (.appUnconfigured, true), (.notShippable, false),
    ])
    func refusals(_ refusal: ShippingClient.Refusal, _ isShipped: Bool) async throws {
        let world = try await OrderWorld()
        let number = try await world.paid(as: world.shopper())
        let code = try await world.vouchers(number)[0].code.text
        world.auth.shippingRefusals.withLock { $0 = [refusal] }
        #expect(await world.redeem(code).status == 200)
        try await world.pass(seconds: 900)
        #expect((try await world.order(number).shippedAt != nil) == isShipped)
    }
}
