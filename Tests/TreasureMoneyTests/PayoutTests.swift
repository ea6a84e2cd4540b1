import HTTP
import Admin
import Basics
import Contracts
import JSON
import Payments
import ServiceKit
import Storage
import Testing
import TreasureDomain

@testable import TreasureServer

/// Money on its way out.
@Suite struct PayoutTests {
    /// Found, claimed, accepted; the other one too; nothing is left.
    @Test func aWholeLife() async throws {
        let world = try await MoneyWorld()
        let code = try await world.open()
        for friend in [Friend.first, .second] {
            #expect(try await world.dig(code, by: friend))
            let claim = try await world.draw(code, by: friend)
            #expect(claim["status"]?.integer == 0, "\(claim)")
            #expect(claim["is_draw"]?.integer == 0)
            #expect(claim["state"]?.string == "WAIT_USER_CONFIRM")
            #expect(claim["mchId"]?.string == MoneyWorld.mchid)
            #expect(claim["appId"]?.string == MoneyWorld.app)
            #expect(claim["package"]?.string?.isEmpty == false)
            // The same claim again gets the same answer, and no second transfer.
            #expect(try await world.draw(code, by: friend) == claim)
            try await world.confirm(code, by: friend)
            let again = try await world.draw(code, by: friend)
            #expect(again["state"]?.string == "SUCCESS" && again["is_draw"]?.integer == 1)
            #expect(again["package"]?.string == "")
        }
        try await world.pass(seconds: 10)
        #expect(try await world.task(code).state == .settled)
        #expect(try await world.states(code) == [.drawn, .drawn])
        let sums = try await world.expectSound()
        #expect(sums.paidIn == 400 && sums.paidOut == 400 && sums.held == 0)
    }

    @Test func refusals() async throws {
        let world = try await MoneyWorld()
        let code = try await world.open()
        func text(by friend: Friend, in app: Int64 = 1) async throws -> String? {
            let answer = try await world.draw(code, by: friend, in: app)
            #expect(answer["status"]?.integer == 1 && answer["package"] == nil, "\(answer)")
            return answer["msg"]?.string
        }
        #expect(try await text(by: .first) == "您没有中奖")
        try await world.dig(code, by: .first)
        #expect(try await text(by: .second) == "您没有中奖")
        #expect(try await text(by: .publisher) == "您没有中奖")
        // Paid out in the apps of its merchant account alone.
        #expect(try await text(by: .first, in: 3) == "请在发布该红包的小程序中领取")
        #expect(try await text(by: .first, in: 4) == "请在发布该红包的小程序中领取")
        #expect(
            try await world.draw(code, by: .first, in: 2)["appId"]?.string
                == MoneyWorld.otherApp
        )
        try await world.expectSound()
    }

    /// Not accepted in a day: claimable again, and the next claim has another number.
    @Test func aTransferRunsOut() async throws {
        let world = try await MoneyWorld()
        let code = try await world.open(prizes: 1)
        try await world.dig(code, by: .first)
        _ = try await world.draw(code, by: .first)
        let first = try await world.transfer(code, of: .first)
        try await world.pass(seconds: 86_400 + 60, by: 1800)
        #expect(try await world.states(code) == [.undrawn])
        #expect(try await world.task(code).state == .ended)
        try await world.expectSound()
        let claim = try await world.draw(code, by: .first)
        #expect(claim["state"]?.string == "WAIT_USER_CONFIRM")
        let second = try await world.transfer(code, of: .first)
        #expect(second.number != first.number && second.attempt == 2)
        try await world.confirm(code, by: .first)
        try await world.pass(seconds: 10)
        #expect(try await world.task(code).state == .settled)
        try await world.expectSound()
    }

    /// WeChat Pay cannot pay this winner: the prize stays claimable.
    @Test func aTransferFails() async throws {
        let world = try await MoneyWorld()
        let code = try await world.open(prizes: 1)
        try await world.dig(code, by: .first)
        _ = try await world.draw(code, by: .first)
        try await world.confirm(code, by: .first, failing: "ACCOUNT_FROZEN")
        #expect(try await world.states(code) == [.undrawn])
        try await world.expectSound()
        _ = try await world.draw(code, by: .first)
        try await world.confirm(code, by: .first)
        #expect(try await world.states(code) == [.drawn])
        try await world.expectSound()
    }

    // MARK: What nobody gets

    /// What was not won goes back when the task ends; what was won waits for its winner, and lapses.
    @Test func unwonAndLapsed() async throws {
        let world = try await MoneyWorld()
        let code = try await world.open(prizes: 3)
        try await world.dig(code, by: .first)
        try await world.dig(code, by: .second)
        try await world.end(code)
        _ = try await world.draw(code, by: .second)
        try await world.confirm(code, by: .second)
        try await world.pass(seconds: 60)
        #expect(try await world.states(code) == [.undrawn, .drawn, .refunded])
        var sums = try await world.expectSound()
        #expect(sums.refunded == 200 && sums.paidOut == 200 && sums.held == 200)
        try await world.pass(days: 29)
        #expect(try await world.states(code)[0] == .undrawn)
        try await world.pass(days: 1)
        try await world.pass(seconds: 60)
        #expect(try await world.states(code) == [.refunded, .drawn, .refunded])
        #expect(try await world.task(code).state == .settled)
        #expect(try await world.draw(code, by: .first)["msg"]?.string == "奖品已过期")
        sums = try await world.expectSound()
        #expect(sums.refunded == 400 && sums.held == 0)
    }

    /// Claimed on the last day and never accepted: it lapses when the transfer has run out.
    @Test func claimedAndNeverAccepted() async throws {
        let world = try await MoneyWorld()
        let code = try await world.open(prizes: 1)
        try await world.dig(code, by: .first)
        try await world.pass(seconds: 30 * 86_400 - 3600, by: 6 * 3600)
        _ = try await world.draw(code, by: .first)
        try await world.pass(seconds: 7200, by: 600)
        #expect(try await world.states(code) == [.drawing])
        try await world.pass(days: 2)
        #expect(try await world.states(code) == [.refunded])
        #expect(try await world.task(code).state == .settled)
        try await world.expectSound()
    }

    /// What was won early lapses although others still dig.
    @Test func aPrizeOfAnOpenTaskLapses() async throws {
        let world = try await MoneyWorld()
        let code = try await world.open(prizes: 3)
        try await world.dig(code, by: .first)
        try await world.pass(days: 30)
        try await world.pass(seconds: 1200, by: 300)
        #expect(try await world.states(code) == [.refunded, .buried, .buried])
        #expect(try await world.task(code).state == .open)
        #expect(try await world.draw(code, by: .first)["msg"]?.string == "奖品已过期")
        try await world.expectSound()
        try await world.dig(code, by: .second)
        _ = try await world.draw(code, by: .second)
        try await world.confirm(code, by: .second)
        try await world.end(code)
        try await world.pass(seconds: 60)
        #expect(try await world.states(code) == [.refunded, .drawn, .refunded])
        #expect(try await world.task(code).state == .settled)
        try await world.expectSound()
    }

    /// Nobody loses a prize that we have kept them from claiming.
    @Test func nothingLapsesWhilePayoutsAreStopped() async throws {
        let world = try await MoneyWorld()
        let who = AdminAction(command: "test")
        let codes = [try await world.open(prizes: 1), try await world.open(prizes: 1)]
        for code in codes { try await world.dig(code, by: .first) }
        try await world.desk.setAllStopped(true, by: who)
        try await world.pass(days: 40)
        for code in codes { #expect(try await world.states(code) == [.undrawn]) }
        try await world.desk.setAllStopped(false, by: who)
        #expect(try await world.draw(codes[0], by: .first)["status"]?.integer == 0)
        try await world.confirm(codes[0], by: .first)
        try await world.pass(days: 2)
        #expect(try await world.states(codes[0]) == [.drawn])
        #expect(try await world.states(codes[1]) == [.refunded])
        try await world.expectSound()
    }

    /// What WeChat Pay's bills say of the day is what our rows say.
    @Test func theDaysBillsAgree() async throws {
        let world = try await MoneyWorld()
        let code = try await world.open()
        try await world.dig(code, by: .first)
        _ = try await world.draw(code, by: .first)
        try await world.confirm(code, by: .first)
        try await world.end(code)
        try await world.pass(days: 2)
        let (sums, differences) = try await world.database.read {
            [money = world.money] connection in
            (
                try connection.first(
                    "SELECT sum(paid_in), sum(paid_out), sum(refunded) FROM pay_bill"
                ) { [try $0.integer(0), try $0.integer(1), try $0.integer(2)] },
                try money.office.differences(limit: 10, in: connection).count
            )
        }
        #expect(sums == [400, 200, 200] && differences == 0)
    }

    /// Goods lapse, too; also what was claimed on site and never fetched.
    @Test func goodsLapse() async throws {
        let world = try await MoneyWorld()
        let code = try await world.publish(kind: .goods)
        for friend in [Friend.first, .second] { try await world.dig(code, by: friend) }
        _ = try await world.draw(code, by: .first)
        #expect(Set(try await world.states(code)) == [.drawing, .undrawn])
        try await world.pass(days: 30)
        try await world.pass(seconds: 60)
        #expect(try await world.states(code) == [.lapsed, .lapsed])
        #expect(try await world.task(code).state == .settled)
        try await world.expectSound()
    }

    /// WeChat Pay gives a refund up: nothing is settled, and it is begun again at a person's word.
    @Test func aRefundIsGivenUp() async throws {
        let world = try await MoneyWorld()
        let code = try await world.open(prizes: 1)
        try await world.control(.post, "/sandbox/merchant", #"{"refund_result":"CLOSED"}"#)
        try await world.end(code)
        try await world.pass(seconds: 120)
        #expect(try await world.task(code).state == .ended)
        let refund = try #require(
            try await world.desk.refunds(in: .closed, before: nil, limit: 10).first
        )
        try await world.expectSound()
        try await world.control(.post, "/sandbox/merchant", #"{"refund_result":"SUCCESS"}"#)
        let who = AdminAction(command: "test")
        let next = try await world.desk.take(.retry, onRefund: refund.id, by: who)
        #expect(next.number != refund.number)
        try await world.pass(seconds: 60)
        #expect(try await world.task(code).state == .settled)
        #expect(try await world.states(code) == [.refunded])
        try await world.expectSound()
    }
}
