import Basics
import HTTP
import JSON
import Payments
import Processes
import TestKit
import Testing

@testable import CommerceServer

/// Commerce, the real executable, is killed between any two steps of buying, paying, cancelling and
/// giving back. Nothing is lost, nothing is paid twice.
@Suite(.serialized)
struct OrderWalkTests {
    private static let steps: [PaymentStep] = [
        .paymentOpened, .paymentPlaced, .paymentNoted, .paymentClosing, .paymentClosed,
        .paymentAsked, .callbackVerified, .callbackApplied, .refundAsking, .refundAsked,
        .refundNoted, .refundQueried,
    ]

    @Test(.timeLimit(.minutes(10)))
    func everyStep() async throws {
        let world = try await OrderStack()
        try await world.startCommerce()
        try await world.plant()
        try await world.kill()
        let me = try await world.shopper("xiaoming", app: 1, mobile: "13811140001")
        for step in Self.steps {
            try await walk(to: step, me, world)
            try await world.expectSound()
            try await world.kill()
        }
    }

    private func walk(
        to step: PaymentStep,
        _ me: OrderStack.Shopper,
        _ world: OrderStack
    ) async throws {
        try await world.startCommerce(dyingAt: step.rawValue)
        let goods = ["goods_id": "\(Catalogue.rare)", "number": "2"]
        switch step {
        case .paymentOpened, .paymentPlaced, .paymentNoted:
            _ = await me.tryPost("order/buy", goods)
            try await world.awaitDeath()
            try await world.startCommerce()
            // The order is there, once, and can be paid.
            let list = try await me.get("orders", "status=1")
            let rows = try #require(list.data?["list"]?.array, "\(list.text)")
            let number = try #require(rows.first?["order_no"]?.string)
            #expect(rows.count == 1, "\(step)")
            let pays = try await me.post("order/pay", ["order_no": number])
            try await world.phonePays(pays, as: me)
            try await isPaid(number, me, step)
        case .paymentClosing, .paymentClosed:
            let number = try await bought(goods, me)
            _ = await me.tryPost("order/cancel", ["order_no": number])
            try await world.awaitDeath()
            try await world.startCommerce()
            #expect(try await me.order(number)["status"]?.integer == 2, "\(step)")
        case .paymentAsked:
            try await world.fault("callback:payment", #""kind":"lose_callback""#)
            let answer = try await me.post("order/buy", goods)
            let number = try #require(answer.data?["order_no"]?.string, "\(answer.text)")
            try await world.phonePays(answer, as: me)
            try await world.awaitDeath()
            try await world.startCommerce()
            try await isPaid(number, me, step)
        case .callbackVerified, .callbackApplied:
            let answer = try await me.post("order/buy", goods)
            let number = try #require(answer.data?["order_no"]?.string, "\(answer.text)")
            try? await world.phonePays(answer, as: me)
            try await world.awaitDeath()
            try await world.startCommerce()
            try await isPaid(number, me, step)
        default: try await giveBack(goods, me, step, world)
        }
    }

    private func giveBack(
        _ goods: [String: String],
        _ me: OrderStack.Shopper,
        _ step: PaymentStep,
        _ world: OrderStack
    ) async throws {
        let seconds = step == .refundQueried ? 20 : 0
        try await world.control(
            "/sandbox/merchant",
            .post,
            #"{"refund_seconds":\#(seconds)}"#
        )
        if step == .refundQueried {
            try await world.fault("callback:refund", #""kind":"lose_callback""#)
        }
        let answer = try await me.post("order/buy", goods)
        let number = try #require(answer.data?["order_no"]?.string, "\(answer.text)")
        try await world.phonePays(answer, as: me)
        _ = await me.tryPost("order/refund", ["order_no": number])
        if step == .refundQueried {
            _ = try? await world.control("/sandbox/clock", .post, #"{"advance_seconds":30}"#)
        }
        try await world.awaitDeath()
        try await world.startCommerce()
        try await eventually(within: 60, "it is given back after \(step)") {
            let again = try await me.post("order/refund", ["order_no": number])
            #expect(again.code == 0, "\(again.text)")
            return try await me.order(number)["status"]?.integer == 6
        }
        #expect(try await me.order(number)["refund_price"]?.string == "0.02")
    }

    private func bought(_ goods: [String: String], _ me: OrderStack.Shopper) async throws -> String
    {
        let answer = try await me.post("order/buy", goods)
        return try #require(answer.data?["order_no"]?.string, "\(answer.text)")
    }

    private func isPaid(
        _ number: String,
        _ me: OrderStack.Shopper,
        _ step: PaymentStep
    ) async throws {
        try await eventually(within: 60, "it is paid after \(step)") {
            try await me.order(number)["status"]?.integer == 4
        }
        #expect(try await me.order(number)["items"]?.array?.count == 2, "\(step)")
    }
}
