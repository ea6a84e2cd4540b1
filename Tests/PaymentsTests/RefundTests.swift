import Basics
import HTTP
import Loops
import ServiceKit
import Storage
import Testing
import WeChatPay

@testable import Payments

@Suite struct RefundTests {
    private static let calls = "/v3/refund/domestic/refunds"
    private static let queries = "/v3/refund/domestic/refunds/{out_refund_no}"

    @Test func backOnceForOneCause() async throws {
        let world = try await PaymentWorld()
        _ = try await world.paid("order:1")
        let opening = try await world.refund("r1", of: "order:1", fen: 40)
        guard case .written(let written) = opening else { Issue.record("\(opening)"); return }
        #expect(try await world.refund("r1", of: "order:1", fen: 40) == .known(written))
        #expect(try await world.refund("r1", of: "order:1", fen: 41) == .refused(.causeReused))
        #expect(try await world.refund("r2", of: "order:1", fen: 61) == .refused(.moreThanPaid))
        #expect(try await world.refund("r2", of: "order:1", fen: 0) == .refused(.amountInvalid))
        #expect(try await world.refund("r2", of: "order:2", fen: 1) == .refused(.notPaid))
        try await world.pass(seconds: 30)
        let done = try #require(try await world.refund("r1"))
        #expect(done.state == .done)
        #expect(done.tries == 1)
        #expect(done.refundID != nil)
        _ = try await world.refund("r2", of: "order:1", fen: 60)
        try await world.pass(seconds: 30)
        let deeds = try await world.deeds()
        #expect(deeds.filter { $0.hasSuffix("done") } == ["refund r1 done", "refund r2 done"])
        try await world.expectSound()
    }

    /// Whoever wants to see it at once does not wait for the job.
    @Test func pushed() async throws {
        let world = try await PaymentWorld()
        _ = try await world.paid("order:1")
        let opening = try await world.refund("r1", of: "order:1", fen: 100)
        guard case .written(let written) = opening else { Issue.record("\(opening)"); return }
        let pushed = try #require(try await world.payments.push(refund: written.id))
        #expect(pushed.state == .processing)
        try await world.settle()
        #expect(try await world.refund("r1")?.state == .done)
        try await world.expectSound()
    }

    /// Every way in which a call, a query or a callback goes wrong, alone and together.
    @Test(
        arguments: [
            [(calls, #""kind":"drop_before""#)], [(calls, #""kind":"drop_after""#)],
            [(calls, #""kind":"http500""#)], [(calls, #""kind":"timeout","milliseconds":1"#)],
            [(calls, #""kind":"bad_signature""#)],
            [(calls, #""kind":"errcode","code":"NOT_ENOUGH","status":403,"times":3"#)],
            [(calls, #""kind":"drop_after""#), (queries, #""kind":"drop_before","times":3"#)],
            [(calls, #""kind":"drop_after""#), (queries, #""kind":"http500","times":2"#)],
            [("callback:refund", #""kind":"lose_callback""#)],
            [("callback:refund", #""kind":"duplicate_callback""#)],
            [("callback:refund", #""kind":"wrong_amount""#)],
            [("callback:refund", #""kind":"forge_callback""#)],
            [
                (calls, #""kind":"drop_after""#), (queries, #""kind":"drop_after""#),
                ("callback:refund", #""kind":"lose_callback""#),
            ],
        ] as [[(String, String)]]
    )
    func everyFault(_ faults: [(String, String)]) async throws {
        let world = try await PaymentWorld()
        _ = try await world.paid("order:1")
        for (path, fault) in faults { try await world.fault(path, fault) }
        _ = try await world.refund("r1", of: "order:1", fen: 100)
        try await world.pass(seconds: 900, by: 15)
        let done = try #require(try await world.refund("r1"))
        #expect(done.state == .done, "\(done)")
        #expect(done.trouble == nil)
        #expect(try await world.deeds().filter { $0 == "refund r1 done" }.count == 1)
        try await world.expectSound()
    }

    /// WeChat Pay gave it up: the money is free, the next attempt has another number.
    @Test func givenUp() async throws {
        let world = try await PaymentWorld()
        _ = try await world.paid("order:1")
        try await world.control(.post, "/sandbox/merchant", #"{"refund_result":"CLOSED"}"#)
        _ = try await world.refund("r1", of: "order:1", fen: 100)
        try await world.pass(seconds: 30)
        let closed = try #require(try await world.refund("r1"))
        #expect(closed.state == .closed)
        try await world.expectSound()
        try await world.control(.post, "/sandbox/merchant", #"{"refund_result":"SUCCESS"}"#)
        let again = try await world.write { unit in
            try world.office.retry(refund: closed.id, in: unit)
        }
        #expect(again.number != closed.number)
        #expect(again.attempt == 2)
        try await world.pass(seconds: 30)
        #expect(try await world.refund("r1")?.state == .done)
        try await world.expectSound()
    }

    /// The way back is barred: it waits for a person, who sees why and since when.
    @Test func abnormal() async throws {
        let world = try await PaymentWorld()
        _ = try await world.paid("order:1")
        try await world.control(.post, "/sandbox/merchant", #"{"refund_result":"ABNORMAL"}"#)
        _ = try await world.refund("r1", of: "order:1", fen: 100)
        try await world.pass(seconds: 30)
        let stuck = try await world.database.read { connection in
            try world.office.stuckRefunds(limit: 10, in: connection)
        }
        #expect(stuck.map(\.state) == [.abnormal])
        #expect(stuck.first?.trouble == "ABNORMAL")
        #expect(stuck.first?.troubledAt != nil)
        try await world.expectSound()
    }

    /// A poor merchant: it is seen, and goes on when there is money.
    @Test func notEnough() async throws {
        let world = try await PaymentWorld()
        _ = try await world.paid("order:1")
        try await world.control(.post, "/sandbox/merchant", #"{"balance":10}"#)
        _ = try await world.refund("r1", of: "order:1", fen: 100)
        try await world.pass(seconds: 60, by: 10)
        let stuck = try await world.database.read { connection in
            try world.office.stuckRefunds(limit: 10, in: connection)
        }
        #expect(stuck.first?.trouble?.hasPrefix("NOT_ENOUGH") == true)
        #expect((stuck.first?.tries ?? 0) > 1)
        // While it may be on its way nobody can take it back.
        let id = try #require(stuck.first?.id)
        await #expect(throws: PaymentOfficeRefusal.stateForbids) {
            try await world.payments.cancel(refund: id)
        }
        try await world.control(.post, "/sandbox/merchant", #"{"balance":1000}"#)
        _ = try await world.write { try world.office.retry(refund: id, in: $0) }
        try await world.pass(seconds: 30)
        #expect(try await world.refund("r1")?.state == .done)
        try await world.expectSound()
    }

    /// Taken back by a person, when WeChat Pay certainly does not have it.
    @Test func takenBack() async throws {
        let world = try await PaymentWorld()
        _ = try await world.paid("order:1")
        try await world.control(.post, "/sandbox/merchant", #"{"balance":10}"#)
        _ = try await world.refund("r1", of: "order:1", fen: 100)
        try await world.pass(seconds: 30)
        let row = try #require(try await world.refund("r1"))
        #expect(row.state == .asking)
        // No job asks meanwhile.
        world.world.time.advance(seconds: 400)
        let cancelled = try await world.payments.cancel(refund: row.id)
        #expect(cancelled.state == .cancelled)
        #expect(try await world.deeds().last == "refund r1 cancelled")
        try await world.pass(seconds: 60, by: 20)
        try await world.expectSound()
        let held = try await world.database.read { try world.payments.held(in: "order:1", $0) }
        #expect(held == Money(fen: 100))
    }

    @Test func heldAndReleased() async throws {
        let world = try await PaymentWorld()
        _ = try await world.paid("order:1")
        guard case .written(let row) = try await world.refund("r1", of: "order:1", fen: 100) else {
            Issue.record("it is to be written")
            return
        }
        _ = try await world.write { try world.office.hold(refund: row.id, in: $0) }
        try await world.pass(seconds: 60)
        #expect(try await world.refund("r1")?.tries == 0)
        _ = try await world.write { try world.office.release(refund: row.id, in: $0) }
        try await world.pass(seconds: 10)
        #expect(try await world.refund("r1")?.state == .done)
        await #expect(throws: PaymentOfficeRefusal.stateForbids) {
            try await world.write { try world.office.hold(refund: row.id, in: $0) }
        }
        await #expect(throws: PaymentOfficeRefusal.unknown) {
            try await world.write { try world.office.hold(refund: ID(1), in: $0) }
        }
    }
}
