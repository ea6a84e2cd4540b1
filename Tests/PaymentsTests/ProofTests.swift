import Basics
import HTTP
import JSON
import TestKit
import Testing

@testable import Payments

/// A small service sells one thing and pays one prize, against the real sandbox, and is killed
/// between any two steps. Each time the money adds up, and nothing is paid twice.
@Suite(.serialized) struct ProofTests {
    @Test func killedBetweenAnyTwoSteps() async throws {
        let world = try await ShopWorld.start()
        var orders: [Int64] = []
        for step in PaymentStep.allCases {
            try await world.startShop()
            let order = try await world.newOrder()
            orders.append(order)
            let life = OrderLife(world, order)
            try await life.prepare(for: step)
            try await world.kill()
            try await world.startShop(dyingAt: step.rawValue)
            await life.reach(step)
            try await world.awaitDeath()
            try await life.finish(after: step)
            try await world.expectSound(orders)
            try await world.kill()
        }
        try await world.startShop()
        try await world.expectSound(orders)
        try await world.stop()
    }

    /// The same with WeChat Pay failing in every way while the process dies again and again.
    @Test func everyFaultAndDeath() async throws {
        let world = try await ShopWorld.start()
        try await world.startShop()
        var orders: [Int64] = []
        for (number, trouble) in Self.troubles.enumerated() {
            let order = try await world.newOrder()
            orders.append(order)
            let life = OrderLife(world, order)
            for (path, fault) in trouble { try await world.fault(path, fault) }
            try await life.buy()
            if number % 3 == 0 { try await world.kill() }
            _ = try await world.insist("prize", life.prize)
            try await life.won()
            if number % 3 == 1 { try await world.kill() }
            _ = try await world.insist("refund", life.rest)
            try await life.refunded(fen: 70)
            _ = try await world.sandbox.send(.delete, "/sandbox/faults")
        }
        try await world.expectSound(orders)
        try await world.stop()
    }

    /// The buyer has cancelled, and the money is faster than that: it goes back, once, although the
    /// shop dies on the way.
    @Test func moneyThatNobodyWants() async throws {
        let world = try await ShopWorld.start()
        try await world.fault(
            "/v3/pay/transactions/out-trade-no/{out_trade_no}/close",
            #""kind":"http500","times":1000000"#
        )
        var orders: [Int64] = []
        for step in [PaymentStep.callbackApplied, .refundAsking, .refundAsked, .refundNoted] {
            try await world.startShop(dyingAt: step.rawValue)
            let order = try await world.newOrder()
            orders.append(order)
            let arguments = try await world.insist("pay", world.body(order))
            _ = try await world.insist("cancel", #"{"order":\#(order)}"#)
            try await world.phonePays(arguments)
            try await world.awaitDeath()
            try await world.eventuallyBook(order, "the money is back") {
                $0["refunded"]?.integer == 100
            }
            let book = try await world.book(order)
            #expect(book["state"]?.string == "cancelled")
            #expect(book["payments"]?.array?.first?["state"]?.string == "returned")
            try await world.expectSound(orders)
            try await world.kill()
        }
        try await world.startShop()
        try await world.stop()
    }

    private static let order = "/v3/pay/transactions/jsapi"
    private static let refund = "/v3/refund/domestic/refunds"
    private static let transfer = "/v3/fund-app/mch-transfer/transfer-bills"

    private static let troubles: [[(String, String)]] = [
        [(order, drop("before")), (refund, drop("before")), (transfer, drop("before"))],
        [(order, drop("after")), (refund, drop("after")), (transfer, drop("after"))],
        [
            (order, #""kind":"http500","times":2"#), (refund, #""kind":"http500","times":2"#),
            (transfer, #""kind":"http500","times":2"#),
        ],
        [
            (order, #""kind":"timeout","milliseconds":200"#),
            (refund, #""kind":"timeout","milliseconds":200"#),
            (transfer, #""kind":"timeout","milliseconds":200"#),
        ],
        [
            (order, #""kind":"bad_signature""#), (refund, #""kind":"bad_signature""#),
            (transfer, #""kind":"bad_signature""#),
        ],
        [("callback", #""kind":"lose_callback","times":3"#)],
        [("callback", #""kind":"duplicate_callback","times":3"#)],
        [("callback", #""kind":"delay_callback","milliseconds":3000,"times":3"#)],
        [("callback", #""kind":"forge_callback","times":3"#)],
        [("callback", #""kind":"wrong_amount","times":3"#)],
        [("callback", #""kind":"stale_timestamp","times":3"#)],
        [
            (refund, drop("after")), (transfer, drop("after")),
            ("callback", #""kind":"lose_callback","times":3"#),
        ],
    ]

    private static func drop(_ when: String) -> String { #""kind":"drop_\#(when)","times":2"# }
}

/// What becomes of one order, as far as a step needs it.
private struct OrderLife {
    let world: ShopWorld
    let order: Int64

    init(_ world: ShopWorld, _ order: Int64) {
        self.world = world
        self.order = order
    }

    var pays: String { world.body(order) }
    var prize: String { world.body(order, #","fen":30"#) }
    var rest: String { #"{"order":\#(order),"fen":70}"# }
    private var named: String { #"{"order":\#(order)}"# }

    // MARK: Steps of a life

    func buy() async throws {
        try await world.phonePays(try await world.insist("pay", pays))
        try await isPaid()
    }

    func isPaid() async throws {
        try await world.eventuallyBook(order, "it is paid") { $0["state"]?.string == "paid" }
    }

    /// The winner accepts when the transfer waits for that.
    func won() async throws {
        try await world.eventuallyBook(order, "the prize waits") {
            $0["transfer"]?["state"]?.string == "confirming"
                || $0["transfer"]?["state"]?.string == "paid"
        }
        let transfer = try await world.book(order)["transfer"]
        if transfer?["state"]?.string == "confirming" {
            let number = try #require(transfer?["number"]?.string)
            // It may be accepted already, and we have not heard of it.
            _ = try await world.sandbox.send(.post, "/sandbox/transfers/\(number)/confirm")
        }
        try await world.eventuallyBook(order, "the prize is paid") {
            $0["prize"]?.string == "paid"
        }
    }

    func refunded(fen: Int64) async throws {
        try await world.eventuallyBook(order, "the money is back") {
            $0["refunded"]?.integer == fen
        }
    }

    // MARK: A step at which the shop dies

    /// Everything before it, by a shop that lives.
    func prepare(for step: PaymentStep) async throws {
        switch step {
        case .paymentOpened, .paymentPlaced, .paymentNoted: break
        case .paymentClosing, .paymentClosed:
            _ = try await world.insist("pay", pays)
        case .paymentAsked:
            let arguments = try await world.insist("pay", pays)
            try await world.fault("callback:payment", #""kind":"lose_callback""#)
            try await world.phonePays(arguments)
        case .callbackVerified, .callbackApplied: _ = try await world.insist("pay", pays)
        case .refundAsking, .refundAsked, .refundNoted, .transferAsking, .transferAsked,
            .transferNoted:
            try await buy()
        case .refundQueried:
            try await buy()
            try await world.fault("callback:refund", #""kind":"lose_callback""#)
            _ = try await world.insist("refund", rest)
        case .transferQueried:
            try await buy()
            let made = try await world.insist("prize", prize)
            let number = try #require(made["number"]?.string)
            try await world.fault("callback:transfer", #""kind":"lose_callback""#)
            try await world.control("/sandbox/transfers/\(number)/confirm")
        case .transferCancelling, .transferCancelled:
            try await buy()
            _ = try await world.insist("prize", prize)
        }
    }

    /// What leads to it; the answer, if there is one, is lost.
    func reach(_ step: PaymentStep) async {
        switch step {
        case .paymentOpened, .paymentPlaced, .paymentNoted: await world.ask("pay", pays)
        case .paymentClosing, .paymentClosed: await world.ask("cancel", named)
        case .paymentAsked, .refundQueried, .transferQueried: try? await world.pass(60)
        case .callbackVerified, .callbackApplied:
            if let arguments = await world.ask("pay", pays) {
                try? await world.phonePays(arguments)
            }
        case .refundAsking, .refundAsked, .refundNoted: await world.ask("refund", rest)
        case .transferAsking, .transferAsked, .transferNoted: await world.ask("prize", prize)
        case .transferCancelling, .transferCancelled: await world.ask("take-back", named)
        }
    }

    /// A new shop goes on by itself, and the people where it needs them; at the end all is well.
    func finish(after step: PaymentStep) async throws {
        try await world.startShop()
        switch step {
        case .paymentOpened, .paymentPlaced, .paymentNoted: try await buy()
        case .paymentClosing, .paymentClosed:
            try await world.eventuallyBook(order, "it is closed") {
                $0["payments"]?.array?.first?["state"]?.string == "closed"
            }
        case .paymentAsked, .callbackVerified, .callbackApplied: try await isPaid()
        case .refundAsking, .refundAsked, .refundNoted, .refundQueried:
            try await refunded(fen: 70)
        case .transferAsking, .transferAsked, .transferNoted, .transferQueried:
            try await won()
        case .transferCancelling, .transferCancelled:
            try await world.eventuallyBook(order, "the prize is taken back") {
                $0["prize"]?.string == "cancelled"
            }
            // Another attempt has another number.
            _ = try await world.insist("prize", prize)
            try await won()
            #expect(try await world.book(order)["transfer"]?["attempt"]?.integer == 2)
        }
    }
}
