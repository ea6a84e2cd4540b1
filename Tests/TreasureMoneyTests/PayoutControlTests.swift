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

/// Stop and go, the day's limit, and what the back office does with payouts.
@Suite struct PayoutControlTests {
    private let who = AdminAction(command: "test", reason: "a reason")

    /// One task, or all of them: claims are refused, and what was claimed is not sent.
    @Test(arguments: [true, false]) func stopAndGo(_ isAll: Bool) async throws {
        let world = try await MoneyWorld()
        let code = try await world.open()
        let id = try await world.task(code).id
        for friend in [Friend.first, .second] { try await world.dig(code, by: friend) }
        // Claimed, and not sent yet: WeChat Pay cannot be reached.
        let transfers = "/v3/fund-app/mch-transfer/transfer-bills"
        try await world.fault(transfers, #""kind":"drop_before","times":1"#)
        _ = try await world.draw(code, by: .second)
        func set(_ isStopped: Bool) async throws {
            if isAll {
                try await world.desk.setAllStopped(isStopped, by: who)
            } else {
                try await world.desk.setStopped(isStopped, task: id, by: who)
            }
        }
        try await set(true)
        await #expect(throws: Failure<PayoutDesk.Refusal>.refused(.unchanged)) {
            try await set(true)
        }
        let refused = try await world.draw(code, by: .first)
        #expect(refused["msg"]?.string == "红包发放已暂停，请稍后再试")
        try await world.pass(seconds: 300, by: 20)
        #expect(try await world.transfer(code, of: .second).state == .asking)
        // Another task is paid out as long as not all are stopped.
        let other = try await world.open(prizes: 1)
        try await world.dig(other, by: .first)
        #expect(try await world.draw(other, by: .first)["status"]?.integer == (isAll ? 1 : 0))
        try await set(false)
        try await world.pass(seconds: 900, by: 20)
        #expect(try await world.transfer(code, of: .second).state == .confirming)
        #expect(try await world.draw(code, by: .first)["state"]?.string == "WAIT_USER_CONFIRM")
        for friend in [Friend.first, .second] { try await world.confirm(code, by: friend) }
        try await world.pass(seconds: 10)
        #expect(try await world.task(code).state == .settled)
        try await world.expectSound()
        let trail = try await world.database.read {
            try TrailStore($0).rows(about: nil, by: nil, before: nil, upTo: 10)
        }
        #expect(trail.count == 2 && trail.allSatisfy { $0.reason == "a reason" })
    }

    /// No more than so much goes out on a day; what came to nothing does not count.
    @Test func theDaysLimit() async throws {
        var settings = MoneySettings()
        settings.payoutsPerDay = Money(fen: 300)
        let world = try await MoneyWorld(settings)
        let code = try await world.open()
        for friend in [Friend.first, .second] { try await world.dig(code, by: friend) }
        #expect(try await world.draw(code, by: .first)["status"]?.integer == 0)
        let refused = try await world.draw(code, by: .second)
        #expect(refused["msg"]?.string == "今天的红包已发完，请明天再领")
        #expect(refused["status"]?.integer == 1)
        #expect(try await world.states(code) == [.drawing, .undrawn])
        let metrics = await world.harness.call(.get, "/metrics").body
        #expect(metrics.contains("kumquat_treasure_payouts_over_limit_total 1"))
        #expect(metrics.contains("kumquat_treasure_payouts_today_ratio 0.66"))
        try await world.expectSound()
        // The first one comes to nothing: there is room again.
        try await world.confirm(code, by: .first, failing: "ACCOUNT_FROZEN")
        #expect(try await world.draw(code, by: .second)["status"]?.integer == 0)
        #expect(try await world.draw(code, by: .first)["status"]?.integer == 1)
        try await world.pass(days: 1)
        #expect(try await world.draw(code, by: .first)["status"]?.integer == 0)
        try await world.expectSound()
    }

    /// Stuck ones are listed with why, since when and how often tried; tried again, held, let go.
    @Test func stuckPayouts() async throws {
        let world = try await MoneyWorld()
        let code = try await world.open(prizes: 1)
        try await world.dig(code, by: .first)
        let transfers = "/v3/fund-app/mch-transfer/transfer-bills"
        try await world.fault(
            transfers,
            #""kind":"errcode","code":"NOT_ENOUGH","status":403,"times":1"#
        )
        let claim = try await world.draw(code, by: .first)
        #expect(claim["status"]?.integer == 0 && claim["state"]?.string == "PROCESSING")
        #expect(claim["package"]?.string == "")
        let stuck = try #require(try await world.desk.stuckPayouts(after: 0, limit: 10).first)
        #expect(stuck.transfer.trouble?.hasPrefix("NOT_ENOUGH") == true)
        #expect(stuck.transfer.troubledAt != nil && stuck.transfer.tries == 1)
        #expect(stuck.code == code && stuck.winner == ID(Friend.first.uid))
        let retried = try await world.desk.take(.retry, onPayout: stuck.transfer.id, by: who)
        #expect(retried.transfer.state == .asking)
        try await world.pass(seconds: 10)
        #expect(try await world.desk.stuckPayouts(after: 0, limit: 10).isEmpty)
        #expect(try await world.draw(code, by: .first)["state"]?.string == "WAIT_USER_CONFIRM")
        let listed = try await world.desk.payouts(in: .confirming, before: nil, limit: 10)
        #expect(listed.map(\.code) == [code])
        // Taken back: claimable again.
        let cancelling = try await world.desk.take(
            .cancel,
            onPayout: stuck.transfer.id,
            by: who
        )
        #expect(cancelling.transfer.state == .cancelling)
        try await world.pass(seconds: 30)
        #expect(try await world.states(code) == [.undrawn])
        await #expect(throws: Failure<PayoutDesk.Refusal>.refused(.stateForbids)) {
            try await world.desk.take(.cancel, onPayout: stuck.transfer.id, by: who)
        }
        await #expect(throws: Failure<PayoutDesk.Refusal>.refused(.unknown)) {
            try await world.desk.take(.cancel, onPayout: ID(1), by: who)
        }
        try await world.expectSound()
    }

    /// Held before it was sent, and let go on.
    @Test func heldAndReleased() async throws {
        let world = try await MoneyWorld()
        let code = try await world.open(prizes: 1)
        try await world.dig(code, by: .first)
        let task = try await world.task(code)
        // Stopped below the claim, so that it is written and waits.
        try await world.database.write { [money = world.money] unit in
            try money.office.setStopped(true, fund: MoneyRef.task(task.id).text, in: unit)
        }
        _ = try await world.draw(code, by: .first)
        let id = try await world.transfer(code, of: .first).id
        #expect(try await world.desk.take(.hold, onPayout: id, by: who).transfer.state == .held)
        try await world.database.write { [money = world.money] unit in
            try money.office.setStopped(false, fund: MoneyRef.task(task.id).text, in: unit)
        }
        try await world.pass(seconds: 300, by: 30)
        #expect(try await world.transfer(code, of: .first).tries == 0)
        #expect(try await world.draw(code, by: .first)["state"]?.string == "PROCESSING")
        _ = try await world.desk.take(.release, onPayout: id, by: who)
        try await world.pass(seconds: 10)
        #expect(try await world.transfer(code, of: .first).state == .confirming)
        try await world.expectSound()
    }

    @Test func figures() async throws {
        let world = try await MoneyWorld()
        let code = try await world.open()
        try await world.dig(code, by: .first)
        _ = try await world.draw(code, by: .first)
        try await world.confirm(code, by: .first)
        #expect(try await world.desk.heldNow() == Money(fen: 200))
        try await world.end(code)
        try await world.pass(seconds: 60)
        let today = CivilZone.china.day(at: world.world.clock.now)
        let days = try await world.desk.days(from: today, to: today)
        #expect(days.map(\.paidIn.fen) == [400] && days.map(\.paidOut.fen) == [200])
        #expect(days.map(\.refunded.fen) == [200])
        #expect(try await world.desk.heldNow() == .zero)
        let report = try await world.desk.report(of: world.task(code).id)
        #expect(report.addsUp && report.held == .zero)
        #expect(try await world.desk.report(account: MoneyWorld.mchid) == report)
    }
}
