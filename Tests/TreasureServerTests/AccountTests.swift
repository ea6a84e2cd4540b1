import Basics
import Events
import HTTP
import JSON
import Jobs
import Media
import ServiceKit
import Storage
import Testing
import TreasureDomain

@testable import TreasureServer

/// Two accounts become one, and one is deleted.
@Suite struct AccountTests {
    @Test func twoBecomeOne() async throws {
        let treasure = try await TreasureWorld()
        let terms = ["prize_num": "2", "interval": "100", "forecast_num": "200"]
        let own = try await treasure.published(terms, as: TreasureWorld.caller(2))
        let both = try await treasure.published(terms)
        let one = try await treasure.published(terms)
        for number in [2, 3] as [Int64] { #expect(await treasure.dig(both, as: number).code == 0) }
        #expect(await treasure.dig(one, as: 2).code == 0)
        let won = try await treasure.published(["forecast_num": "1"])
        #expect(await treasure.dig(won, as: 2).code == 0)
        await treasure.deliver(.merged(1, 2, into: 3), .merged(2, 3, into: 4))
        // The token of before still names the account that is gone.
        for caller in [2, 3, 4] as [Int64] {
            let info = try await treasure.get("getMyInfo", as: caller).json
            #expect(info["digging_num"]?.integer == 4 && info["release_num"]?.integer == 1)
            #expect(info["partake_num"]?.integer == 3)
            #expect(try await treasure.codes("getMyRelease", as: caller) == [own])
            #expect(Set(try await treasure.codes("getMyPartake", as: caller)) == [both, one, won])
            #expect(try await treasure.codes("getMyPrize", as: caller) == [won])
            #expect(await treasure.dig(both, as: caller) == .refused("冷却中，请稍后再挖"))
            #expect(await treasure.dig(own, as: caller) == .refused("不能挖自己发布的宝贝"))
        }
        let claim = await treasure.post("drawPrize", ["code": won], as: 3)
        #expect(claim.code == 0)
        #expect(await treasure.post("endTask", ["code": own], as: 2) == .done)
        // A picture that was sent before.
        let url = try await treasure.uploaded(5, as: TreasureWorld.caller(4))
        #expect(await treasure.post("publishTask", TreasureWorld.goods(url), as: 2).code == 0)
    }

    @Test func bothHaveWon() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(
            ["prize_num": "2", "interval": "1", "forecast_num": "2", "draw_type": "2"]
        )
        for number in [2, 3] as [Int64] { #expect(await treasure.dig(code, as: number).code == 0) }
        await treasure.deliver(.merged(1, 2, into: 3))
        let address = ["code": code, "name": "n", "phone": "1", "address": "a"]
        #expect(await treasure.post("drawPrize", address, as: 3).code == 0)
        #expect(try await treasure.details(code, as: 3)["is_draw"]?.integer == 0)
        #expect(await treasure.post("drawPrize", address, as: 3).code == 0)
        #expect(try await treasure.details(code, as: 3)["is_draw"]?.integer == 1)
        #expect(try await treasure.task(code).state == .settled)
    }

    @Test func theBlacklistFollows() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(["forecast_num": "9"])
        try await treasure.blacklist(2)
        await treasure.deliver(.merged(1, 2, into: 3))
        for number in [2, 3] as [Int64] {
            #expect(await treasure.dig(code, as: number) == .refused("您的账号已被限制参与"))
        }
    }

    @Test func oneIsDeleted() async throws {
        let treasure = try await TreasureWorld()
        await treasure.deliver(.changed(1, 1, "要走的人"), .changed(2, 5, "赢家"))
        let code = try await treasure.published(
            ["prize_num": "2", "interval": "1", "forecast_num": "2", "draw_type": "2"]
        )
        #expect(await treasure.dig(code, as: 5).code == 0)
        let address = ["code": code, "name": "王小明", "phone": "138", "address": "杭州"]
        #expect(await treasure.post("drawPrize", address, as: 5).code == 0)
        let packet = try await treasure.packet()
        await treasure.deliver(.deleted(3, 1))
        await treasure.service.jobs.runDue()
        for code in [code, packet] {
            let task = try await treasure.task(code)
            #expect(task.state.isOver && task.words.signature.isEmpty)
            #expect(task.words.synopsis.isEmpty && task.words.picture.isEmpty)
            #expect(task.words.name == "一袋金桔")
        }
        // Money was paid in, and is not back yet.
        #expect(try await treasure.task(packet).state == .ended)
        #expect(try await treasure.codes("getTaskList", as: 2).isEmpty)
        let files = try await treasure.service.uploads.folder.names(olderThanSeconds: -10)
        #expect(files.isEmpty)
        let prize = try await treasure.details(code, as: 5)
        #expect(prize["wxname"]?.string == "微信用户" && prize["pic"]?.string == "")
        #expect(prize["is_draw"]?.integer == 1)
        await treasure.deliver(.deleted(4, 5))
        let sealed = try await treasure.service.database.read { connection in
            try connection.all(
                "SELECT address FROM claim LIMIT 10",
                row: { try $0.optionalBytes(0) }
            )
        }
        #expect(sealed == [nil])
        let winners = try await treasure.prizes(of: code).compactMap(\.winner)
        #expect(winners == [ID(5)])
    }
}
