import Basics
import Events
import HTTP
import JSON
import Jobs
import ServiceKit
import Testing
import TreasureDomain

@testable import TreasureServer

/// What the content check and the back office say, and what others see then.
@Suite struct ModerationTests {
    private func isSeen(_ code: String, in treasure: TreasureWorld) async throws -> Bool {
        let listed = try await treasure.codes("getTaskList", as: 2).contains(code)
        let answer = await treasure.get("getTaskDetails", ["code": code], as: 2)
        #expect((answer.code == 0) == listed)
        return listed
    }

    private func state(_ code: String, in treasure: TreasureWorld) async throws -> String? {
        try await treasure.details(code)["state"]?.string
    }

    /// What the picture comes to, and the texts beside it.
    @Test(arguments: [
        ("pass", ContentState.pass, true, "open"), ("pass", .review, false, "checking"),
        ("review", .pass, false, "checking"), ("risky", .pass, false, "refused"),
    ])
    func pictureIsJudgedLater(
        _ verdict: String,
        _ text: ContentState,
        _ isSeen: Bool,
        _ state: String
    ) async throws {
        let treasure = try await TreasureWorld()
        treasure.judge.image = .pending
        treasure.judge.text = text
        let code = try await treasure.published()
        #expect(try await !self.isSeen(code, in: treasure))
        #expect(try await self.state(code, in: treasure) == "checking")
        let picture = try #require(try await treasure.details(code)["pic"]?.string)
        #expect(picture.contains("signature="))
        let forged = String(picture.dropFirst("https://example.com".count).dropLast(2)) + "xx"
        #expect(await treasure.harness.call(.get, forged).status == 403)
        await treasure.deliver(.checked(1, Judge.checkID(1), verdict))
        #expect(try await self.isSeen(code, in: treasure) == isSeen)
        #expect(try await self.state(code, in: treasure) == state)
        let task = try await treasure.task(code)
        #expect(treasure.purse.ended.contains(task.id.rawValue) == (verdict == "risky"))
    }

    /// A verdict that was lost is asked for again.
    @Test func aVerdictThatNeverCame() async throws {
        let treasure = try await TreasureWorld()
        treasure.judge.image = .pending
        let code = try await treasure.published()
        treasure.judge.image = .pass
        treasure.world.time.advance(seconds: 2 * 3600)
        await treasure.service.jobs.runDue()
        #expect(try await isSeen(code, in: treasure))
    }

    @Test func aVerdictThatCameFirst() async throws {
        let treasure = try await TreasureWorld()
        treasure.judge.image = .pending
        await treasure.deliver(.checked(1, Judge.checkID(1), "pass"))
        let code = try await treasure.published()
        #expect(try await isSeen(code, in: treasure))
    }

    /// A red packet that is paid before WeChat has looked is not seen either; refused, its money is
    /// to go back.
    @Test func moneyComesBeforeTheVerdict() async throws {
        let treasure = try await TreasureWorld()
        treasure.judge.image = .pending
        let code = try await treasure.published(["goods_type": "1", "money": "5"])
        #expect(try await treasure.pay(code))
        #expect(try await !isSeen(code, in: treasure))
        await treasure.deliver(.checked(1, Judge.checkID(1), "risky"))
        let task = try await treasure.task(code)
        // Not settled: what was paid in is not back yet.
        #expect(task.state == .ended && treasure.purse.ended == [task.id.rawValue])
        #expect(try await treasure.prizes(of: code).map(\.state) == [.unwon])
    }

    @Test func aPersonDecides() async throws {
        let treasure = try await TreasureWorld()
        treasure.judge.text = .review
        let (good, bad) = (try await treasure.published(), try await treasure.published())
        #expect(try await treasure.office(good) { try $0.approve($1) })
        #expect(try await !treasure.office(good) { try $0.approve($1) })
        #expect(try await isSeen(good, in: treasure))
        #expect(try await treasure.office(bad) { try $0.refuse($1) })
        #expect(try await !treasure.office(bad) { try $0.refuse($1) })
        #expect(try await !treasure.office(bad) { try $0.approve($1) })
        #expect(try await !isSeen(bad, in: treasure))
        #expect(try await state(bad, in: treasure) == "refused")
        // What was seen can still be refused.
        #expect(try await treasure.office(good) { try $0.refuse($1) })
        #expect(try await !isSeen(good, in: treasure))
    }

    @Test func aPersonDecidesBeforeWeChatDoes() async throws {
        let treasure = try await TreasureWorld()
        treasure.judge.image = .pending
        let code = try await treasure.published()
        #expect(try await treasure.office(code) { try $0.approve($1) })
        await treasure.deliver(.checked(1, Judge.checkID(1), "risky"))
        #expect(try await isSeen(code, in: treasure))
        let picture = try #require(try await treasure.details(code, as: 2)["pic"]?.string)
        let path = picture.dropFirst("https://example.com".count)
        #expect(await treasure.harness.call(.get, String(path)).status == 200)
    }

    @Test func whatIsBlockedIsGone() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(
            ["prize_num": "2", "interval": "2", "forecast_num": "4"]
        )
        let winner = try await treasure.digUntilWon(code)
        #expect(try await treasure.office(code) { try $0.block($1) })
        #expect(try await !treasure.office(code) { try $0.block($1) })
        #expect(try await !isSeen(code, in: treasure))
        #expect(try await state(code, in: treasure) == "blocked")
        // What was won before is theirs.
        let own = try await treasure.details(code, as: winner)
        #expect(own["is_prize"]?.integer == 1 && own["task_status"]?.integer == 1)
        #expect(await treasure.post("drawPrize", ["code": code], as: winner).code == 0)
    }

    @Test func theOfficeEnds() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        #expect(try await treasure.office(code) { try $0.end($1) })
        #expect(try await !treasure.office(code) { try $0.end($1) })
        #expect(try await state(code, in: treasure) == "settled")
        #expect(try await treasure.office(code) { try $0.stopPayouts(of: $1, true) })
        #expect(try await !treasure.office(code) { try $0.stopPayouts(of: $1, true) })
    }
}
