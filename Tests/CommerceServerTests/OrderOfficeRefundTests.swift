import Basics
import CommerceDomain
import HTTP
import JSON
import ServiceKit
import Storage
import Testing

@testable import CommerceServer

/// Money that the office gives back.
@Suite struct OrderOfficeRefundTests {
    /// By piece: the rest is redeemed, and it is done; all go back, and it is refunded.
    @Test func theOfficeGivesPiecesBack() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let number = try await world.paid(3, as: me)
        func refund(_ pieces: Int64?) async -> ServiceKit.Answer {
            world.world.time.advance(seconds: 61)
            var parameters = ["reason": "bad tea"]
            parameters["pieces"] = pieces.map { "\($0)" }
            return await world.office(.post, "orders/\(number)/refund", parameters)
        }
        let one = await refund(1)
        #expect(one.status == 200, "\(one)")
        try await world.settle()
        #expect(try await world.order(number).pieces == OrderPieces(count: 3, refunded: 1))
        #expect(try await world.order(number).refundedAmount == Money(fen: 1234))
        #expect(await refund(3).errorCode == "too_few_pieces")
        let open = try await world.vouchers(number).filter { $0.state == .open }
        #expect(open.count == 2)
        for voucher in open { #expect(await world.redeem(voucher.code.text).status == 200) }
        #expect(try await world.order(number).state == .done)
        #expect(await refund(nil).errorCode == "order_redeemed")
        let whole = try await world.paid(2, as: me)
        let all = await world.office(.post, "orders/\(whole)/refund", ["reason": "closed"])
        #expect(all.status == 200, "\(all)")
        try await world.settle()
        #expect(try await world.order(whole).state == .refunded)
        let again = await world.office(.post, "orders/\(whole)/refund", ["reason": "closed"])
        #expect(again.errorCode == "nothing_left")
        let unpaid = try await world.placed(as: me)
        let early = await world.office(.post, "orders/\(unpaid)/refund", ["reason": "closed"])
        #expect(early.errorCode == "order_not_paid")
        let none = await world.office(.post, "orders/1/refund", ["reason": "closed"])
        #expect(none.status == 404 && none.errorCode == "order_unknown")
        try await world.expectSound()
    }

    /// Above the limit a second operator has to agree, with a fresh log-in, and not the same one.
    @Test func aSecondOperatorApproves() async throws {
        let world = try await OrderWorld()
        let now = world.world.clock.real.now()
        let (first, second) = (
            Operator.finance(90, provenAt: now), Operator.finance(91, provenAt: now)
        )
        let number = try await world.paid(of: Catalogue.dear, as: world.shopper())
        let parameters = ["reason": "bad tea", "ref": "ticket-1"]
        let path = "orders/\(number)/refund"
        let asked = await world.office(.post, path, parameters, by: first)
        let approval = try #require(try asked.json["approval"]?.integer, "\(asked)")
        let twice = await world.office(.post, path, parameters, by: first)
        #expect(try twice.json["approval"]?.integer == approval)
        #expect(try await world.order(number).pieces.locked == 0)
        let waiting = await world.office(.get, "approvals", by: first)
        #expect(try waiting.json["rows"]?.array?.count == 1)
        let approve = "approvals/\(approval)/approve"
        #expect(
            await world.office(.post, approve, by: first).errorCode == "approval_of_own_request"
        )
        #expect(await world.office(.post, approve, by: .key).errorCode == "login_not_fresh")
        let done = await world.office(.post, approve, by: second)
        #expect(done.status == 200, "\(done)")
        #expect(await world.office(.post, approve, by: second).errorCode == "approval_decided")
        #expect(
            await world.office(.post, "approvals/9/approve", by: second).errorCode
                == "approval_unknown"
        )
        try await world.pass(seconds: 10, by: 5)
        #expect(try await world.order(number).state == .refunded)
        try await world.expectSound()
    }

    /// What was asked for can be refused, or be in vain meanwhile.
    @Test func approvalsThatComeToNothing() async throws {
        let world = try await OrderWorld()
        let now = world.world.clock.real.now()
        let (first, second) = (
            Operator.finance(90, provenAt: now), Operator.finance(91, provenAt: now)
        )
        let me = try await world.shopper()
        func ask(_ number: String, _ ref: String, pieces: Int64? = nil) async throws -> Int64 {
            var parameters = ["reason": "bad tea", "ref": ref]
            parameters["pieces"] = pieces.map { "\($0)" }
            let asked = await world.office(
                .post,
                "orders/\(number)/refund",
                parameters,
                by: first
            )
            return try #require(try asked.json["approval"]?.integer, "\(asked)")
        }
        func decide(_ approval: Int64, _ word: String, by one: Operator) async
            -> ServiceKit.Answer
        {
            await world.office(.post, "approvals/\(approval)/\(word)", by: one)
        }
        let number = try await world.paid(2, of: Catalogue.dear, as: me)
        let refused = try await ask(number, "a")
        #expect(await decide(refused, "refuse", by: first).errorCode == "approval_of_own_request")
        #expect(await decide(refused, "refuse", by: second).status == 200)
        #expect(await decide(refused, "refuse", by: second).errorCode == "approval_decided")
        #expect(await decide(9, "refuse", by: second).errorCode == "approval_unknown")
        let both = try await ask(number, "b", pieces: 2)
        let rest = try await ask(number, "c")
        let vouchers = try await world.vouchers(number)
        #expect(await world.redeem(vouchers[0].code.text).status == 200)
        #expect(await decide(both, "approve", by: second).errorCode == "too_few_pieces")
        #expect(await world.redeem(vouchers[1].code.text).status == 200)
        #expect(await decide(rest, "approve", by: second).errorCode == "order_redeemed")
        let back = try await world.paid(of: Catalogue.dear, as: me)
        let late = try await ask(back, "d")
        #expect(await world.post("order/refund", ["order_no": back], as: me).code == 0)
        try await world.settle()
        #expect(await decide(late, "approve", by: second).errorCode == "nothing_left")
        try await world.expectSound()
    }
}
