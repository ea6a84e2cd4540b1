import Basics
import Events
import HTTP
import JSON
import Jobs
import ServiceKit
import Testing
import TreasureDomain

@testable import TreasureServer

/// One dig, its refusals, and what it leaves behind.
@Suite struct DigTests {
    @Test func findsThePrizeAtItsDepth() async throws {
        let treasure = try await TreasureWorld()
        await treasure.deliver(.changed(1, 101, "小明"))
        let code = try await treasure.published(["forecast_num": "5"])
        let depth = try #require(try await treasure.prizes(of: code).first?.depth)
        for number in 1...depth {
            let answer = await treasure.dig(code, as: 100 + number)
            let name = number == 1 ? "小明" : "微信用户"
            let avatar = number == 1 ? "https://a/101" : ""
            let isLast = number == depth ? 1 : 0
            let expected =
                #"{"status":0,"msg":"成功","is_prize":\#(isLast),"wxname":"\#(name)","#
                + #""wxheadpic":"\#(avatar)"}"#
            #expect(answer == ServiceKit.Answer(200, expected))
        }
        let task = try await treasure.task(code)
        #expect(task.state == .ended && task.depth == depth && task.found == 1)
        #expect(task.participants == depth)
        let prize = try #require(try await treasure.prizes(of: code).first)
        #expect(prize.state == .undrawn && prize.winner == ID(100 + depth))
        #expect(await treasure.dig(code, as: 300) == .refused("任务已结束"))
        let id = task.id.rawValue
        #expect(treasure.purse.ended == [id])
    }

    /// Both names of the call, each refusal once.
    @Test(arguments: ["digTask", "postTask"])
    func refusals(_ name: String) async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(
            ["prize_num": "2", "interval": "3", "fluctuation": "0", "forecast_num": "6"]
        )
        func dig(_ parameters: [String: String], _ caller: Identity) async -> ServiceKit.Answer {
            await treasure.post(name, parameters, as: caller)
        }
        let other = TreasureWorld.caller(2)
        #expect(await dig(["code": " "], other) == .missing)
        let task = ["code": code]
        let wrong = task.merging(["unionid": "u3"]) { $1 }
        #expect(await dig(wrong, other) == .refused("unionid错误"))
        #expect(await dig(task, TreasureWorld.nobody) == .refused("请先登录"))
        for none in ["no", "222222222222", code + "2"] {
            #expect(await dig(["code": none], other) == .refused("任务不存在"))
        }
        #expect(await dig(task, TreasureWorld.caller(1)) == .refused("不能挖自己发布的宝贝"))
        try await treasure.blacklist(4)
        #expect(await dig(task, TreasureWorld.caller(4)) == .refused("您的账号已被限制参与"))
        let own = task.merging(["unionid": "u2"]) { $1 }
        #expect(await dig(own, other).code == 0)
        #expect(await dig(own, other) == .refused("冷却中，请稍后再挖"))
        treasure.world.time.advance(seconds: 59)
        #expect(await dig(own, other) == .refused("冷却中，请稍后再挖"))
        treasure.world.time.advance(seconds: 1)
        #expect(await dig(own, other).code == 0)
        treasure.world.time.advance(seconds: 60)
        // The third one finds the first prize, at depth 3.
        #expect(try await dig(own, other).json["is_prize"]?.integer == 1)
        treasure.world.time.advance(seconds: 60)
        #expect(await dig(own, other) == .refused("您已中奖，不能再挖"))
        #expect(try await treasure.task(code).depth == 3)
        #expect(await treasure.post("endTask", task) == .done)
        #expect(await dig(own, other) == .refused("任务已结束"))
        #expect(await dig(task, TreasureWorld.caller(1)) == .refused("任务已结束"))
    }

    @Test func waitsForMoneyAndForTheCheck() async throws {
        let treasure = try await TreasureWorld()
        let packet = try await treasure.published(["goods_type": "1", "money": "5"])
        #expect(await treasure.dig(packet, as: 1) == .refused("不能挖自己发布的宝贝"))
        #expect(await treasure.dig(packet, as: 2) == .refused("任务不存在"))
        #expect(try await treasure.pay(packet))
        #expect(await treasure.dig(packet, as: 2).code == 0)
        treasure.judge.text = .review
        let goods = try await treasure.published()
        #expect(await treasure.dig(goods, as: 2) == .refused("任务不存在"))
        #expect(try await treasure.office(goods) { try $0.approve($1) })
        #expect(await treasure.dig(goods, as: 2).code == 0)
        #expect(try await treasure.office(goods) { try $0.block($1) })
        #expect(await treasure.dig(goods, as: 2) == .refused("任务已结束"))
        #expect(await treasure.dig(goods, as: 3) == .refused("任务不存在"))
    }

    @Test func redPacketsStayWithTheirMerchant() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.packet(["forecast_num": "9"])
        let cases: [(app: Int64, text: String?)] = [
            (1, nil), (2, nil), (3, "请在发布该红包的小程序中参与"), (4, "请在发布该红包的小程序中参与"),
        ]
        for (app, text) in cases {
            let caller = TreasureWorld.caller(100 + app, app: app)
            let answer = await treasure.post("digTask", ["code": code], as: caller)
            #expect(answer.code == 0 || answer.text == text, "\(app) \(answer)")
            #expect((text == nil) == (answer.code == 0))
        }
        // Whoever might be of the same merchant is not turned away for good.
        treasure.purse.isAway = true
        let same = TreasureWorld.caller(201, app: 1)
        #expect(await treasure.post("digTask", ["code": code], as: same).code == 0)
        let other = TreasureWorld.caller(202, app: 2)
        #expect(await treasure.post("digTask", ["code": code], as: other).status == 503)
        let goods = try await treasure.published(["forecast_num": "9"])
        #expect(await treasure.post("digTask", ["code": goods], as: other).code == 0)
    }

    @Test func noMoreThanTheDayAllows() async throws {
        var rules = TreasureRules()
        rules.digsPerDay = 3
        rules.coolDown = CoolDown(seconds: 0)
        let treasure = try await TreasureWorld(rules: rules)
        let code = try await treasure.published(
            ["prize_num": "2", "interval": "50", "forecast_num": "100"]
        )
        for _ in 0..<3 { #expect(await treasure.dig(code, as: 2).code == 0) }
        for _ in 0..<2 { #expect(await treasure.dig(code, as: 2) == .refused("今天挖宝次数已达上限")) }
        #expect(try await treasure.task(code).depth == 3)
        treasure.world.time.advance(seconds: 86_400)
        #expect(await treasure.dig(code, as: 2).code == 0)
        let info = await treasure.get("getMyInfo", as: 2)
        let expected =
            #"{"status":0,"msg":"成功","digging_num":4,"release_num":0,"partake_num":1}"#
        #expect(info == ServiceKit.Answer(200, expected))
    }

    @Test func endsByItself() async throws {
        var rules = TreasureRules()
        rules.taskSeconds = 3600
        let treasure = try await TreasureWorld(rules: rules)
        let code = try await treasure.published(["forecast_num": "9"])
        #expect(await treasure.dig(code, as: 2).code == 0)
        treasure.world.time.advance(seconds: 3600)
        // Also before the job has run.
        #expect(await treasure.dig(code, as: 3) == .refused("任务已结束"))
        await treasure.service.jobs.runDue()
        let task = try await treasure.task(code)
        #expect(task.state == .settled && task.depth == 1)
        #expect(try await treasure.prizes(of: code).map(\.state) == [.unwon])
        let reason = try await treasure.service.database.read {
            try TaskStore($0).endReason(of: task.id)
        }
        #expect(reason == .time)
    }
}
