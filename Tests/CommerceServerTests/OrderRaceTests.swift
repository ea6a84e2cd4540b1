import Basics
import CommerceDomain
import HTTP
import ServiceKit
import Testing

@testable import CommerceServer

/// Many at once.
@Suite struct OrderRaceTests {
    /// Two hundred buyers, fifty pieces: fifty orders, whoever is faster, and none too many.
    @Test func stockIsNeverOversold() async throws {
        let world = try await OrderWorld()
        var shoppers: [OrderWorld.Shopper] = []
        for number in 1...200 { shoppers.append(try await world.shopper(Int64(number))) }
        let codes = await withTaskGroup(of: Int64?.self, returning: [Int64?].self) { group in
            for shopper in shoppers {
                group.addTask { await world.buy(of: Catalogue.rare, as: shopper).code }
            }
            var codes: [Int64?] = []
            for await code in group { codes.append(code) }
            return codes
        }
        #expect(codes.count { $0 == 0 } == 50)
        #expect(codes.count { $0 == 10001 } == 150)
        #expect(try await world.stock(of: Catalogue.rare) == 0)
        try await world.expectSound()
        // Nobody pays: all of it is for sale again.
        try await world.pass(seconds: 1900, by: 300)
        #expect(try await world.stock(of: Catalogue.rare) == 50)
        try await world.expectSound()
    }

    /// One user at many counters at once has no more than they may.
    @Test func limitsHoldInARace() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let codes = await withTaskGroup(of: Int64?.self, returning: [Int64?].self) { group in
            for _ in 0..<20 {
                group.addTask { await world.buy(of: Catalogue.limited, as: me).code }
            }
            var codes: [Int64?] = []
            for await code in group { codes.append(code) }
            return codes
        }
        #expect(codes.count { $0 == 0 } == 2, "\(codes)")
        try await world.expectSound()
    }

    /// Redeemed and given back at the same moment: one of both.
    @Test func redeemingAndGivingBackDoNotMeet() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        for _ in 0..<10 {
            let number = try await world.paid(as: me)
            let voucher = try #require(try await world.vouchers(number).first)
            async let redeemed = world.redeem(voucher.code.text)
            async let refunded = world.post("order/refund", ["order_no": number], as: me)
            let (first, second) = await (redeemed, refunded)
            #expect((first.status == 200) != (second.code == 0), "\(first) \(second)")
            try await world.settle()
            let state = try await world.order(number).state
            #expect(state == (first.status == 200 ? .done : .refunded))
        }
        try await world.expectSound()
    }

    /// Ten operators, one voucher.
    @Test func aVoucherIsRedeemedOnce() async throws {
        let world = try await OrderWorld()
        let number = try await world.paid(as: world.shopper())
        let voucher = try #require(try await world.vouchers(number).first)
        let statuses = await withTaskGroup(of: Int.self, returning: [Int].self) { group in
            for clerk in 0..<10 {
                group.addTask {
                    await world.redeem(voucher.code.text, by: .clerk(Int64(clerk))).status
                }
            }
            var statuses: [Int] = []
            for await status in group { statuses.append(status) }
            return statuses
        }
        #expect(statuses.count { $0 == 200 } == 1 && statuses.count { $0 == 409 } == 9)
        try await world.expectSound()
    }
}
