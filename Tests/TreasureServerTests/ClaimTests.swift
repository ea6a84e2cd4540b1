import Basics
import Events
import HTTP
import JSON
import ServiceKit
import Storage
import Testing
import TreasureDomain
import Vault

@testable import TreasureServer

@Suite struct ClaimTests {
    private static let address = ["name": "王小明", "phone": "13800138000", "address": "杭州市西湖区"]

    @Test func byPost() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(["draw_type": "2"])
        let winner = try await treasure.digUntilWon(code)
        func claim(_ more: [String: String]) async -> ServiceKit.Answer {
            let all = ["code": code].merging(more) { $1 }
            return await treasure.post("drawPrize", all, as: winner)
        }
        #expect(try await treasure.details(code, as: winner)["is_draw"]?.integer == 0)
        for name in ["name", "phone", "address"] {
            let part = Self.address.merging([name: " "]) { $1 }
            #expect(await claim(part) == .refused("请填写收件人、电话和地址"))
        }
        let long = String(repeating: "长", count: 301)
        let tooLong = Self.address.merging(["address": long]) { $1 }
        #expect(await claim(tooLong) == .refused("收件信息过长"))
        let done = ServiceKit.Answer(
            200,
            #"{"status":0,"msg":"成功","is_draw":1,"way":2,"state":"drawn"}"#
        )
        for _ in 0..<2 { #expect(await claim(Self.address) == done) }
        #expect(await claim([:]) == done)
        let other = Self.address.merging(["address": "上海市"]) { $1 }
        #expect(await claim(other) == .refused("收件信息已提交，不能修改"))
        #expect(try await treasure.details(code, as: winner)["is_draw"]?.integer == 1)
        #expect(try await treasure.task(code).state == .settled)
        // Its publisher is told where to send it, and nobody else.
        let winners = await treasure.get("getTaskWinners", ["code": code])
        let row = try #require(try winners.json["data"]?.array?.first, "\(winners)")
        for (name, value) in Self.address { #expect(row[name]?.string == value) }
        #expect(row["is_draw"]?.integer == 1 && row["won_at"]?.string == "2026-01-15 12:00:00")
        let foreign = await treasure.get("getTaskWinners", ["code": code], as: winner)
        #expect(foreign == .refused("任务不存在"))
        // Nothing of it stands in the file in clear.
        let sealed = try await treasure.service.database.read { connection in
            try connection.first("SELECT address FROM claim", row: { try $0.bytes(0) })
        }
        let text = String(decoding: try #require(sealed), as: UTF8.self)
        #expect(!text.contains("13800138000") && !text.contains("西湖"))
    }

    /// After the data keys were exchanged.
    @Test func addressesAreSealedAnew() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(["draw_type": "2"])
        let winner = try await treasure.digUntilWon(code)
        let claim = ["code": code].merging(Self.address) { $1 }
        #expect(await treasure.post("drawPrize", claim, as: winner).code == 0)
        func vault(_ keys: [(String, UInt8)]) throws -> DataVault {
            let keys = keys.map { id, octet in
                (id: id, key: Secret(Bytes(repeating: octet, count: DataVault.keySize)))
            }
            return try #require(DataVault(keys, random: treasure.world.random))
        }
        func run(_ vault: DataVault) async throws -> ClaimResealing.Count {
            try await ClaimResealing(database: treasure.service.database, vault: vault).run()
        }
        #expect(try await run(vault([("k2", 8)])) == .init(changed: 0, unreadable: 1))
        let both = try vault([("k2", 8), ("k", 7)])
        #expect(try await run(both) == .init(changed: 1, unreadable: 0))
        #expect(try await run(both) == .init())
        #expect(try await run(vault([("k2", 8)])) == .init())
    }

    @Test func onSite() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        let winner = try await treasure.digUntilWon(code)
        await treasure.deliver(.changed(1, Int(winner), "小红"))
        let first = await treasure.post("drawPrize", ["code": code], as: winner)
        let verifyCode = try #require(try first.json["verify_code"]?.string, "\(first)")
        #expect(try first.json["is_draw"]?.integer == 0)
        #expect(await treasure.post("drawPrize", ["code": code], as: winner) == first)
        #expect(try await treasure.details(code, as: winner)["is_draw"]?.integer == 0)
        func redeem(_ text: String, as number: Int64 = 1) async -> ServiceKit.Answer {
            let parameters = ["code": code, "verify_code": text]
            return await treasure.post("verifyPrize", parameters, as: number)
        }
        #expect(await redeem("") == .missing)
        #expect(await redeem("33333333") == .refused("核销码错误"))
        #expect(await redeem("!") == .refused("核销码错误"))
        #expect(await redeem(verifyCode, as: winner) == .refused("任务不存在"))
        let spaced = "\(verifyCode.prefix(4)) \(verifyCode.dropFirst(4))".lowercased()
        let redeemed = await redeem(spaced)
        let expected =
            #"{"status":0,"msg":"成功","wxname":"小红","wxheadpic":"https://a/\#(winner)"}"#
        #expect(redeemed == ServiceKit.Answer(200, expected))
        #expect(await redeem(verifyCode) == .refused("该核销码已使用"))
        #expect(try await treasure.details(code, as: winner)["is_draw"]?.integer == 1)
        #expect(try await treasure.task(code).state == .settled)
        let again = try await treasure.post("drawPrize", ["code": code], as: winner).json
        #expect(again["is_draw"]?.integer == 1 && again["verify_code"]?.string == verifyCode)
    }

    @Test func aCodeIsRedeemedOnce() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        let winner = try await treasure.digUntilWon(code)
        let claims = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try? await treasure.post("drawPrize", ["code": code], as: winner)
                        .json["verify_code"]?.string
                }
            }
            return await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(claims.count == 1)
        let parameters = ["code": code, "verify_code": try #require(claims.first ?? nil)]
        let answers = await withTaskGroup(of: ServiceKit.Answer.self) { group in
            for _ in 0..<20 {
                group.addTask { await treasure.post("verifyPrize", parameters) }
            }
            return await group.reduce(into: [ServiceKit.Answer]()) { $0.append($1) }
        }
        #expect(answers.count { $0.code == 0 } == 1)
        #expect(answers.count { $0 == .refused("该核销码已使用") } == 19)
    }

    @Test func redPacket() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.packet()
        let winner = try await treasure.digUntilWon(code)
        let answer = await treasure.post("drawPrize", ["code": code], as: winner)
        let expected =
            #"{"status":0,"msg":"成功","is_draw":0,"way":3,"state":"WAIT_USER_CONFIRM","#
            + #""mchId":"m1","appId":"wx1","package":"package-1"}"#
        #expect(answer == ServiceKit.Answer(200, expected))
        let refusals: [(Claim.Refusal, String)] = [
            (.payoutsStopped, "红包发放已暂停，请稍后再试"), (.dayLimit, "今天的红包已发完，请明天再领"),
            (.notPayable, "红包暂时无法领取，请稍后再试"), (.otherMerchant, "请在发布该红包的小程序中领取"),
        ]
        for (refusal, text) in refusals {
            treasure.purse.payoutRefusal = refusal
            let answer = await treasure.post("drawPrize", ["code": code], as: winner)
            #expect(answer == .refused(text))
        }
    }

    @Test func refusals() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        func claim(_ parameters: [String: String], _ caller: Identity) async -> ServiceKit.Answer {
            await treasure.post("drawPrize", parameters, as: caller)
        }
        let two = TreasureWorld.caller(2)
        #expect(await claim([:], two) == .missing)
        #expect(await claim(["code": code, "unionid": "u3"], two) == .refused("unionid错误"))
        #expect(await claim(["code": code], TreasureWorld.nobody) == .refused("请先登录"))
        #expect(await claim(["code": "222222222222"], two) == .refused("任务不存在"))
        #expect(await claim(["code": code], two) == .refused("您没有中奖"))
        let winner = try await treasure.digUntilWon(code)
        let prize = try #require(try await treasure.prizes(of: code).first)
        // What the closing of accounts does with prizes that nobody claims.
        try await treasure.service.database.write { unit in
            _ = try PrizeStore(unit.connection)
                .move(prize.id, from: .undrawn, to: .lapsed, at: unit.now)
        }
        #expect(await claim(["code": code], TreasureWorld.caller(winner)) == .refused("奖品已过期"))
        let verify = await treasure.post("verifyPrize", ["code": code, "verify_code": "33333333"])
        #expect(verify == .refused("核销码错误"))
    }

    @Test func redeemingIsRefused() async throws {
        let treasure = try await TreasureWorld()
        let posted = try await treasure.published(["draw_type": "2"])
        let site = try await treasure.published()
        func redeem(_ code: String, _ caller: Identity, _ more: [String: String] = [:]) async
            -> ServiceKit.Answer
        {
            let all = ["code": code, "verify_code": "33333333"].merging(more) { $1 }
            return await treasure.post("verifyPrize", all, as: caller)
        }
        let one = TreasureWorld.caller(1)
        #expect(await redeem(posted, one) == .refused("该任务不是现场领奖"))
        #expect(await redeem(site, one, ["unionid": "u2"]) == .refused("unionid错误"))
        #expect(await redeem(site, TreasureWorld.nobody) == .refused("请先登录"))
        #expect(await redeem("no", one) == .refused("任务不存在"))
        let winner = try await treasure.digUntilWon(site)
        let claim = await treasure.post("drawPrize", ["code": site], as: winner)
        let verifyCode = try #require(try claim.json["verify_code"]?.string)
        let prize = try #require(try await treasure.prizes(of: site).first)
        try await treasure.service.database.write { unit in
            _ = try PrizeStore(unit.connection)
                .move(prize.id, from: .drawing, to: .lapsed, at: unit.now)
        }
        #expect(await redeem(site, one, ["verify_code": verifyCode]) == .refused("奖品已过期"))
    }

    @Test func endingIsRefused() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        func end(_ parameters: [String: String], _ caller: Identity) async -> ServiceKit.Answer {
            await treasure.post("endTask", parameters, as: caller)
        }
        let one = TreasureWorld.caller(1)
        #expect(await end([:], one) == .missing)
        #expect(await end(["code": code, "unionid": "u2"], one) == .refused("unionid错误"))
        #expect(await end(["code": code], TreasureWorld.nobody) == .refused("请先登录"))
        #expect(await end(["code": code], TreasureWorld.caller(2)) == .refused("任务不存在"))
        #expect(await end(["code": code], one) == .done)
        #expect(await end(["code": code], one) == .refused("任务已结束"))
    }
}
