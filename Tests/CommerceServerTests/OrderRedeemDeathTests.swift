import Basics
import HTTP
import JSON
import Loops
import Processes
import TestKit
import Testing

@testable import CommerceServer

/// Commerce, the real executable, is killed at any moment of redeeming. What the counter was told
/// stands, nothing is handed over twice, and it is told to WeChat once.
@Suite(.serialized)
struct OrderRedeemDeathTests {
    private static let rounds = 8
    private static let pieces = 6

    @Test(.timeLimit(.minutes(5)))
    func atAnyMoment() async throws {
        let world = try await OrderStack()
        try await world.startCommerce()
        try await world.plant()
        let me = try await world.shopper("duihuan", app: 1, mobile: "13811160001")
        var numbers: [String] = []
        for round in 0..<Self.rounds {
            let goods = ["goods_id": "\(Catalogue.rare)", "number": "\(Self.pieces)"]
            let answer = try await me.post("order/buy", goods)
            let number = try #require(answer.data?["order_no"]?.string, "\(answer.text)")
            numbers.append(number)
            try await world.phonePays(answer, as: me)
            let items = try #require(try await me.order(number)["items"]?.array)
            let codes = items.compactMap { $0["verify_code"]?.string }
            try #require(codes.count == Self.pieces)
            // After so many answers, while others are on their way.
            let told = try await redeem(codes, dyingAfter: round % Self.pieces, world)
            try await world.startCommerce()
            for code in codes {
                let again = try await redeem(code, world)
                // Who was told that it is handed over is told so again.
                #expect(again.status == 409 || !told.contains(code), "\(round) \(again.text)")
                #expect([200, 409].contains(again.status), "\(round) \(again.text)")
            }
            let order = try await me.order(number)
            #expect(order["status"]?.integer == 7, "\(round)")
            #expect(order["items"]?.array?.allSatisfy { $0["status"]?.integer == 2 } == true)
            try await world.expectSound()
        }
        // The five minutes are over, and it dies while WeChat is told.
        try await world.control("/sandbox/clock", .post, #"{"advance_seconds":301}"#)
        try await world.kill()
        try await world.startCommerce()
        try await eventually(within: 60, "WeChat is told of all") {
            var isTold = true
            for number in numbers {
                isTold = isTold ? try await shipped(number, world) == 1 : false
            }
            return isTold
        }
        try await world.expectSound()
    }

    /// Redeems all at once; the process is killed after so many answers. Those that were told.
    private func redeem(
        _ codes: [String],
        dyingAfter answers: Int,
        _ world: OrderStack
    ) async throws -> Set<String> {
        let told = Locked<Set<String>>([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for code in codes {
                group.addTask {
                    let answer = try? await redeem(code, world)
                    if answer?.status == 200 { told.withLock { _ = $0.insert(code) } }
                }
            }
            for _ in 0..<answers { try await group.next() }
            try await world.kill()
            try await group.waitForAll()
        }
        return told.withLock { $0 }
    }

    private func redeem(_ code: String, _ world: OrderStack) async throws -> TestKit.Answer {
        try await world.stack.gateway.post(
            "/admin/commerce/vouchers/redeem",
            form: ["verify_code": code],
            token: try world.adminKey
        )
    }

    /// How often the timeline says that WeChat was told.
    private func shipped(_ number: String, _ world: OrderStack) async throws -> Int {
        let order = try await world.stack.gateway.get(
            "/admin/commerce/orders/\(number)",
            token: try world.adminKey
        )
        let timeline = try #require(order.json?["timeline"]?.array, "\(order.text)")
        return timeline.count { $0["what"]?.string == "shipped" }
    }
}

extension OrderStack {
    /// The back office's key.
    var adminKey: String {
        get throws {
            try TextFile.read("\(stack.home.path)/admin.key").filter { !$0.isWhitespace }
        }
    }
}
