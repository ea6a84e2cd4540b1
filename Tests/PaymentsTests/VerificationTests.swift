import Basics
import HTTP
import ServiceKit
import Storage
import TestKit
import Testing

@testable import Payments

/// That money adds up, and that it is noticed when it does not.
@Suite struct VerificationTests {
    private func world() async throws -> PaymentWorld {
        let world = try await PaymentWorld()
        _ = try await world.paid("order:1")
        _ = try await world.paid("task:1", fen: 500)
        _ = try await world.refund("r1", of: "order:1", fen: 60)
        _ = try await world.transfer(world.transferRequest("prize:1", fund: "task:1"))
        try await world.pass(seconds: 30)
        return world
    }

    @Test func soundAndReported() async throws {
        let world = try await world()
        try await world.expectSound()
        let report = try await world.database.read {
            try PaymentVerification.report(fund: "task:1", in: $0)
        }
        #expect(report.paidIn.fen == 500)
        #expect(report.payingOut.fen == 30)
        #expect(report.held.fen == 470)
        #expect(report.addsUp)
    }

    @Test(
        arguments: [
            "UPDATE pay_fund SET balance = balance + 1 WHERE fund = 'task:1'",
            "DELETE FROM pay_entry WHERE cause = 'payment'",
            "DELETE FROM pay_entry WHERE cause = 'refund'",
            "DELETE FROM pay_entry WHERE cause = 'transfer'",
            "UPDATE pay_entry SET amount = amount - 1 WHERE cause = 'transfer'",
            "UPDATE pay_payment SET refunded = 59 WHERE ref = 'order:1'",
            "UPDATE pay_payment SET received = 501 WHERE ref = 'task:1'",
            "UPDATE pay_refund SET state = 'closed' WHERE ref = 'r1'",
            "UPDATE pay_transfer SET state = 'failed' WHERE ref = 'prize:1'",
            "UPDATE pay_transfer SET amount = 29 WHERE ref = 'prize:1'",
            "DELETE FROM pay_transfer",
            "UPDATE pay_entry SET cause = 'gift' WHERE cause = 'payment'",
        ] as [StaticString]
    )
    func unsound(_ sql: StaticString) async throws {
        let world = try await world()
        try await world.execute(sql)
        let problems = try await world.database.read { try PaymentVerification.problems(in: $0) }
        #expect(!problems.isEmpty, "nobody noticed: \(sql)")
    }

    /// The file itself takes no balance below nothing and no refund above what was paid.
    @Test(
        arguments: [
            "UPDATE pay_fund SET balance = -1", "UPDATE pay_payment SET refunded = 101",
            "UPDATE pay_payment SET state = 'paid' WHERE transaction_id IS NULL",
            "UPDATE pay_payment SET transaction_id = NULL WHERE ref = 'order:1'",
        ] as [StaticString]
    )
    func forbidden(_ sql: StaticString) async throws {
        let world = try await world()
        _ = try await world.prepay(world.request("order:2"))
        await #expect(throws: StorageError.self) { try await world.execute(sql) }
    }

    // MARK: At random

    /// Buyers, winners and finance do what they like while everything fails now and then; at the
    /// end, when WeChat Pay answers again, all money is where it belongs.
    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func anHourAtRandom(_ seed: UInt64) async throws {
        let world = try await PaymentWorld()
        var chance = SeededRandom(seed: seed)
        for round in 0..<40 {
            if Int.random(in: 0..<3, using: &chance) == 0 {
                let (path, fault) = Self.trouble.randomElement(using: &chance) ?? ("", "")
                try await world.fault(path, fault)
            }
            try? await act(Int.random(in: 0..<9, using: &chance), round / 4, in: world)
            try await world.pass(seconds: Int64.random(in: 1...90, using: &chance), by: 30)
        }
        try await world.control(.delete, "/sandbox/faults")
        try await world.pass(seconds: 3600, by: 120)
        try await world.pass(seconds: 86_400 * 2, by: 3600)
        try await world.expectSound()
        let stuck = try await world.database.read { connection in
            try world.office.stuckRefunds(limit: 10, in: connection).count
                + world.office.stuckTransfers(limit: 10, in: connection).count
        }
        #expect(stuck == 0)
        let deeds = try await world.deeds()
        let once = deeds.filter { $0.hasPrefix("paid ") || $0.hasSuffix(" paid") }
        #expect(Set(once).count == once.count, "something was paid twice: \(once)")
    }

    private static let trouble: [(String, String)] = [
        ("/v3/*", #""kind":"drop_before","times":2"#), ("/v3/*", #""kind":"drop_after","times":2"#),
        ("/v3/*", #""kind":"http500","times":3"#), ("/v3/*", #""kind":"bad_signature""#),
        ("callback", #""kind":"lose_callback","times":2"#), ("callback", #""kind":"wrong_amount""#),
        ("callback", #""kind":"duplicate_callback","times":2"#),
        ("callback", #""kind":"delay_callback","milliseconds":60000"#),
        ("callback", #""kind":"reorder_callback""#), ("callback", #""kind":"forge_callback""#),
    ]

    private func act(_ what: Int, _ number: Int, in world: PaymentWorld) async throws {
        let order = "order:\(number)"
        switch what {
        case 0, 1, 2: try await world.pay(world.prepay(world.request(order, seconds: 36_000)))
        case 3:
            let app = PaymentWorld.otherApp
            try await world.pay(
                world.prepay(world.request(order, in: app, seconds: 36_000))
            )
        case 4: _ = try await world.close(order)
        case 5: _ = try await world.refund("\(order):r", of: order, fen: 50)
        case 6, 7:
            _ = try await world.transfer(
                world.transferRequest("\(order):prize", fund: order, fen: 30)
            )
        default:
            guard let row = try await world.transfer("\(order):prize") else { return }
            try await world.confirm(row.number)
        }
    }
}
