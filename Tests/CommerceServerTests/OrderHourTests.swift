import Basics
import CommerceDomain
import HTTP
import JSON
import SandboxServer
import ServiceKit
import Testing

@testable import CommerceServer

/// An hour at random, by seed: people buy, pay, cancel, give back, redeem and take back, while
/// WeChat Pay fails in every way. At the end all of it adds up, to the fen.
@Suite struct OrderHourTests {
    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func addsUp(_ seed: UInt64) async throws {
        let world = try await OrderWorld()
        var hour = OrderHour(world, seed)
        for _ in 0..<120 { try await hour.step() }
        // Whatever is under way comes to its end.
        try await world.pay.control(.delete, "/sandbox/faults")
        try await world.pass(seconds: 6 * 3600, by: 600)
        try await world.expectSound()
        let orders = try await hour.orders()
        #expect(orders.count == hour.placed.count)
        for order in orders {
            #expect(order.state != .unpaid, "\(order.number)")
            #expect(order.pieces.locked == 0, "\(order.number)")
            if order.state.isPaid { #expect(order.pieces.state == order.state) }
        }
    }
}

/// What happens in such an hour.
struct OrderHour {
    private let world: OrderWorld
    private var random: SplitMix64
    /// The orders that were answered, and by whom.
    private(set) var placed: [(number: String, shopper: OrderWorld.Shopper)] = []

    private static let goods = [
        Catalogue.tea, Catalogue.rare, Catalogue.limited, Catalogue.dear,
    ]
    private static let faults = [
        ("callback:payment", "lose_callback"), ("callback:payment", "duplicate_callback"),
        ("callback:payment", "wrong_amount"), ("callback:payment", "forge_callback"),
        ("callback:payment", "reorder_callback"), ("callback:refund", "lose_callback"),
        ("callback:refund", "duplicate_callback"), ("/v3/refund/domestic/refunds", "drop_after"),
        ("/v3/refund/domestic/refunds", "http500"), ("/v3/refund/domestic/refunds*", "drop_before"),
        ("/v3/pay/transactions/out-trade-no/*", "drop_after"),
        ("/v3/pay/transactions/out-trade-no/*", "http500"),
    ]

    init(_ world: OrderWorld, _ seed: UInt64) {
        self.world = world
        random = SplitMix64(seed: seed)
    }

    func orders() async throws -> [OrderRecord] {
        var orders: [OrderRecord] = []
        for (number, _) in placed { orders.append(try await world.order(number)) }
        return orders
    }

    mutating func step() async throws {
        switch random.below(12) {
        case 0, 1, 2: try await buy(pays: true)
        case 3: try await buy(pays: false)
        case 4:
            try await known { world, number, shopper in
                _ = await world.post("order/cancel", ["order_no": number], as: shopper)
            }
        case 5, 6:
            try await known { world, number, shopper in
                _ = await world.post("order/refund", ["order_no": number], as: shopper)
            }
        case 7:
            try await known { world, number, _ in
                let refund = ["reason": "bad tea", "pieces": "1"]
                _ = await world.office(.post, "orders/\(number)/refund", refund)
            }
        case 8: try await voucher { world, code in _ = await world.redeem(code) }
        case 9:
            try await voucher { world, code in
                if await world.redeem(code).status == 200 { _ = await world.undo(code) }
            }
        case 10:
            let (path, kind) = Self.faults[random.below(Self.faults.count)]
            try await world.fault(path, #""kind":"\#(kind)""#)
        default: try await world.pass(seconds: Int64(10 + random.below(110)), by: 20)
        }
    }

    private mutating func buy(pays: Bool) async throws {
        let shopper = try await world.shopper(Int64(1 + random.below(4)))
        let answer = await world.buy(
            Int64(1 + random.below(3)),
            of: Self.goods[random.below(Self.goods.count)],
            as: shopper
        )
        guard let number = answer.data?["order_no"]?.string else { return }
        placed.append((number: number, shopper: shopper))
        if pays { try await world.phonePays(answer, as: shopper) }
    }

    private mutating func known(
        _ act: (OrderWorld, String, OrderWorld.Shopper) async throws -> Void
    ) async throws {
        guard !placed.isEmpty else { return }
        let (number, shopper) = placed[random.below(placed.count)]
        try await act(world, number, shopper)
    }

    private mutating func voucher(_ act: (OrderWorld, String) async throws -> Void) async throws {
        guard !placed.isEmpty else { return }
        let (number, _) = placed[random.below(placed.count)]
        let vouchers = try await world.vouchers(number)
        guard !vouchers.isEmpty else { return }
        try await act(world, vouchers[random.below(vouchers.count)].code.text)
    }
}
