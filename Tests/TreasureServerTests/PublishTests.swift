import AuthCalls
import Basics
import Crypto
import HTTP
import JSON
import Jobs
import ServiceKit
import Testing
import TreasureDomain

@testable import TreasureServer

@Suite struct PublishTests {
    /// Every line of the table, under both names of the call.
    @Test(arguments: ["publishTask", "postTask"])
    func refusals(_ name: String) async throws {
        let treasure = try await TreasureWorld()
        let url = try await treasure.uploaded(as: TreasureWorld.caller(1))
        let foreign = try await treasure.uploaded(1, as: TreasureWorld.caller(2))
        let long = { (count: Int) in String(repeating: "长", count: count) }
        let several = ["prize_num": "3", "forecast_num": "30"]
        let cases: [([String: String], Int, String)] = [
            (["url": ""], 1, "参数不能为空"), (["name": "\t"], 1, "参数不能为空"),
            (["prize_num": ""], 1, "参数不能为空"), (["forecast_num": ""], 1, "参数不能为空"),
            (["draw_type": ""], 1, "参数不能为空"), (["goods_type": "1"], 1, "参数不能为空"),
            (["unionid": "u2"], 2, "unionid错误"), (["goods_type": "3"], 5, "物品类型错误"),
            (["wxname": long(31)], 6, "署名不能超过30个字"),
            (["name": long(61)], 7, "物品名不能超过60个字"),
            (["synopsis": long(1001)], 8, "简介不能超过1000个字"),
            (["prize_num": "0"], 9, "中奖次数应为1至1000"),
            (["prize_num": "1001"], 9, "中奖次数应为1至1000"),
            (["forecast_num": "0"], 10, "预计参与人数应为1至1000000"),
            (["forecast_num": "1000001"], 10, "预计参与人数应为1至1000000"),
            (["goods_type": "1", "money": "0"], 11, "红包金额超出允许范围"),
            (["goods_type": "1", "money": "201"], 11, "红包金额超出允许范围"),
            (several.merging(["interval": "0"]) { $1 }, 12, "中奖间隔值应为1至1000000"),
            (
                several.merging(["interval": "4", "fluctuation": "2"]) { $1 }, 13,
                "波动值应小于中奖间隔值的一半"
            ),
            (["draw_type": "3"], 14, "领奖方式错误"), (["url": foreign], 15, "请先上传图片"),
            (["url": "https://example.com/media/treasure/no.png"], 15, "请先上传图片"),
            (["url": "https://elsewhere.com/a.png"], 15, "请先上传图片"),
        ]
        for (change, code, text) in cases {
            let answer = await treasure.post(name, TreasureWorld.goods(url, change))
            #expect(answer == .refused(text, code), "\(change)")
        }
        for change in [["prize_num": "x"], ["is_public": "maybe"], ["money": "1.5"]] {
            let answer = await treasure.post(name, TreasureWorld.goods(url, change))
            #expect(answer.status == 400 && answer.code == 400, "\(answer)")
        }
        let goods = TreasureWorld.goods(url)
        #expect(await treasure.post(name, goods, as: TreasureWorld.nobody) == .refused("请先登录", 3))
        treasure.judge.text = .risky
        #expect(await treasure.post(name, goods) == .refused("文字含有违规内容，请修改", 17))
        treasure.judge.text = .pass
        try await treasure.blacklist(1)
        #expect(await treasure.post(name, goods) == .refused("您的账号已被限制发布", 4))
        let packet = goods.merging(["goods_type": "1", "money": "5"]) { $1 }
        let poor = TreasureWorld.caller(5, app: 9)
        let own = packet.merging(["url": try await treasure.uploaded(2, as: poor)]) { $1 }
        #expect(await treasure.post(name, own, as: poor) == .refused("当前小程序暂不支持红包", 19))
        #expect(try await treasure.codes("getMyRelease").isEmpty)
        #expect(await treasure.post(name) == .missing)
    }

    /// Nobody is shown what no screen can show.
    @Test func textsAreCleaned() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(
            ["name": "金\u{1}桔\r\n", "wxname": "老\u{7}王", "synopsis": "一\u{85}行\n两行\t"]
        )
        let words = try await treasure.task(code).words
        #expect(words.name == "金桔" && words.signature == "老王" && words.synopsis == "一行\n两行")
        let url = try await treasure.uploaded(as: TreasureWorld.caller(1))
        let blank = TreasureWorld.goods(url, ["name": "\u{1}\u{2}"])
        #expect(await treasure.post("publishTask", blank) == .missing)
    }

    @Test func pictures() async throws {
        let treasure = try await TreasureWorld()
        treasure.judge.image = .risky
        let risky = try await treasure.uploaded(as: TreasureWorld.caller(1))
        for name in ["publishTask", "postTask"] {
            let refused = await treasure.post(name, TreasureWorld.goods(risky))
            #expect(refused == .refused("图片含有违规内容，请更换", 16))
        }
    }

    @Test func noMoreThanTheDayAllows() async throws {
        var rules = TreasureRules()
        rules.tasksPerDay = 2
        let treasure = try await TreasureWorld(rules: rules)
        let url = try await treasure.uploaded(as: TreasureWorld.caller(1))
        let goods = TreasureWorld.goods(url)
        for _ in 0..<2 { #expect(await treasure.post("publishTask", goods).code == 0) }
        let asked = treasure.judge.texts.count
        for name in ["publishTask", "postTask"] {
            #expect(await treasure.post(name, goods) == .refused("今天发布次数已达上限", 18))
        }
        // Nobody is asked about what is not published in any case.
        #expect(treasure.judge.texts.count == asked)
        treasure.world.time.advance(seconds: 86_400)
        #expect(await treasure.post("publishTask", goods).code == 0)
        let info = try await treasure.get("getMyInfo").json
        #expect(info["release_num"]?.integer == 3)
    }

    @Test func manyAtOnceKeepTheLimit() async throws {
        var rules = TreasureRules()
        rules.tasksPerDay = 3
        let treasure = try await TreasureWorld(rules: rules)
        let url = try await treasure.uploaded(as: TreasureWorld.caller(1))
        let answers = await withTaskGroup(of: ServiceKit.Answer.self) { group in
            for _ in 0..<12 {
                group.addTask { await treasure.post("publishTask", TreasureWorld.goods(url)) }
            }
            return await group.reduce(into: [ServiceKit.Answer]()) { $0.append($1) }
        }
        #expect(answers.count { $0.code == 0 } == 3)
        #expect(answers.count { $0.code == 18 } == 9)
        #expect(try await treasure.codes("getMyRelease").count == 3)
    }

    /// The prizes lie where anybody can find out once the seed is known.
    @Test func depthsComeFromTheSeed() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(
            ["prize_num": "7", "interval": "10", "fluctuation": "4", "forecast_num": "70"]
        )
        let before = try await treasure.details(code)
        #expect(before["seed"] == nil && before["data"]?["seed"] == nil)
        let commitment = try #require(before["commitment"]?.string)
        #expect(await treasure.post("endTask", ["code": code]) == .done)
        let after = try await treasure.details(code)
        #expect(after["commitment"]?.string == commitment)
        let seed = try #require(after["seed"]?.string.flatMap { Hex.decode($0) })
        #expect(Hex.encode(SHA256.hash(seed)) == commitment)
        for prize in try await treasure.prizes(of: code) {
            let message = "kumquat-treasure-v1|\(code)|\(prize.number)|0"
            let word = HMAC.sha256(key: seed, Bytes(message.utf8)).prefix(8)
                .reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
            #expect(prize.depth == prize.number * 10 - 4 + Int64(word % 9))
        }
    }

    @Test func whenWeChatIsAway() async throws {
        let treasure = try await TreasureWorld()
        let url = try await treasure.uploaded(as: TreasureWorld.caller(1))
        treasure.judge.failure = .unavailable(retryAfterSeconds: 7)
        let away = await treasure.post("publishTask", TreasureWorld.goods(url))
        #expect(away.status == 503 && away.headers["Retry-After"] == "7", "\(away)")
        // Nobody asks WeChat for this app: a person has to look.
        treasure.judge.failure = .refused(.appUnconfigured)
        let answer = await treasure.post("publishTask", TreasureWorld.goods(url))
        let code = try #require(try answer.json["code"]?.string)
        #expect(try await treasure.details(code)["state"]?.string == "checking")
    }

    /// A red packet waits for its money, is dug then, and ends if none comes.
    @Test func redPackets() async throws {
        let treasure = try await TreasureWorld()
        let terms = ["goods_type": "1", "money": "5", "prize_num": "3", "forecast_num": "30"]
        let code = try await treasure.published(terms)
        let task = try await treasure.task(code)
        #expect(task.state == .awaitingPayment && task.due == Money(fen: 1500))
        #expect(task.merchant == "m1" && task.payBy != nil && !task.isPaid)
        #expect(try await treasure.codes("getTaskList", as: 2).isEmpty)
        #expect(await treasure.get("getTaskDetails", ["code": code], as: 2) == .refused("任务不存在"))
        let own = try await treasure.details(code)
        #expect(own["state"]?.string == "awaiting_payment" && own["money"]?.integer == 5)
        #expect(try await treasure.pay(code))
        #expect(try await !treasure.pay(code))
        #expect(try await treasure.codes("getTaskList", as: 2) == [code])
        let unpaid = try await treasure.published(terms)
        treasure.world.time.advance(seconds: 1800)
        await treasure.service.jobs.runDue()
        #expect(try await treasure.task(unpaid).state == .awaitingPayment)
        treasure.world.time.advance(seconds: 300)
        await treasure.service.jobs.runDue()
        #expect(try await treasure.task(unpaid).state == .settled)
        #expect(try await !treasure.pay(unpaid))
        #expect(try await treasure.task(code).state == .open)
    }
}
