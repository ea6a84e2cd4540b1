import Basics
import Events
import HTTP
import JSON
import ServiceKit
import Testing
import TreasureDomain

@testable import TreasureServer

@Suite struct ListTests {
    private static let names = ["getTaskList", "getMyRelease", "getMyPartake", "getMyPrize"]

    @Test func aLine() async throws {
        let treasure = try await TreasureWorld()
        await treasure.deliver(.changed(1, 1, "发布者"))
        let code = try await treasure.published(
            ["wxname": "", "prize_num": "3", "interval": "5", "forecast_num": "20"]
        )
        #expect(await treasure.dig(code, as: 2).code == 0)
        let answer = try await treasure.get("getTaskList", as: 2).json
        let row = try #require(answer["data"]?.array?.first)
        let texts = [
            "code": code, "wxname": "发布者", "wxheadpic": "https://a/1",
            "wxheadimgurl": "https://a/1", "name": "一袋金桔", "state": "open",
        ]
        for (name, value) in texts { #expect(row[name]?.string == value, "\(name)") }
        let numbers: [(String, Int64)] = [
            ("goods_type", 2), ("draw_type", 1), ("max_depth", 15), ("prize_type", 2),
            ("prize_num", 3), ("money", 0), ("is_cd", 1), ("is_prize", 0), ("status", 0),
        ]
        for (name, value) in numbers { #expect(row[name]?.integer == value, "\(name)") }
        for (name, ending) in [("pic", ".jpg"), ("thumbnail", ".small.jpg")] {
            let address = try #require(row[name]?.string)
            #expect(address.hasPrefix("https://example.com/media/treasure/"))
            #expect(address.hasSuffix(ending) || address.hasSuffix(".png"))
        }
        treasure.world.time.advance(seconds: 60)
        let later = try await treasure.get("getTaskList", as: 2).json["data"]?.array?.first
        #expect(later?["is_cd"]?.integer == 0)
        #expect(await treasure.post("endTask", ["code": code]) == .done)
        let ended = try await treasure.get("getTaskList", as: 2).json["data"]?.array?.first
        #expect(ended?["status"]?.integer == 1 && ended?["state"]?.string == "settled")
        for name in ["getMyRelease"] { #expect(try await treasure.codes(name) == [code]) }
        #expect(try await treasure.codes("getMyPartake", as: 2) == [code])
        #expect(try await treasure.codes("getMyPrize", as: 2).isEmpty)
    }

    @Test func pages() async throws {
        let treasure = try await TreasureWorld(rules: Self.many)
        var codes: [String] = []
        for _ in 0..<43 { codes.insert(try await treasure.published(["forecast_num": "1"]), at: 0) }
        // One dig finds the prize of each.
        for code in codes.reversed() { #expect(await treasure.dig(code, as: 2).code == 0) }
        for (name, reader) in zip(Self.names, [3, 1, 2, 2] as [Int64]) {
            var seen: [String] = []
            for page in 1...4 {
                let part = try await treasure.codes(name, page: page, as: reader)
                #expect(part.count == [20, 20, 3, 0][page - 1], "\(name) \(page)")
                seen += part
            }
            #expect(seen == codes, "\(name)")
            // Without a look at the pages before, too.
            let fresh = try TreasureWorld(again: treasure)
            #expect(try await fresh.codes(name, page: 3, as: reader) == Array(codes[40...]))
            #expect(try await fresh.codes(name, page: 2, as: reader) == Array(codes[20..<40]))
            for page in ["501", "9223372036854775807"] {
                let answer = await treasure.get(name, ["page": page], as: reader)
                #expect(answer == ServiceKit.Answer(200, #"{"status":0,"msg":"成功","data":[]}"#))
            }
        }
    }

    /// Whoever reads on sees nothing twice and misses nothing, whatever is published meanwhile.
    @Test func pagesAreStable() async throws {
        let treasure = try await TreasureWorld(rules: Self.many)
        var codes: [String] = []
        for _ in 0..<41 { codes.insert(try await treasure.published(), at: 0) }
        let first = try await treasure.codes("getTaskList", page: 1, as: 2)
        for _ in 0..<5 { _ = try await treasure.published() }
        try await treasure.office(codes[3]) { try $0.block($1) }
        let second = try await treasure.codes("getTaskList", page: 2, as: 2)
        let third = try await treasure.codes("getTaskList", page: 3, as: 2)
        #expect(first + second + third == codes)
        // Another reader begins with what is newest.
        #expect(try await treasure.codes("getTaskList", page: 1, as: 3) != first)
        #expect(try await treasure.codes("getTaskList", page: 1, as: 2) != first)
    }

    @Test func participants() async throws {
        let treasure = try await TreasureWorld(rules: Self.many)
        let code = try await treasure.published(
            ["prize_num": "2", "interval": "500", "forecast_num": "1000"]
        )
        for number in Int64(1)...120 {
            await treasure.deliver(.changed(Int(number), 1000 + Int(number), "第\(number)"))
            await treasure.dig(code, as: 1000 + number)
        }
        func names(_ page: String?) async throws -> [String] {
            let parameters = ["code": code, "page": page ?? ""]
            let answer = await treasure.get("getTaskUser", parameters, as: 2)
            let data = try #require(try answer.json["data"]?.array, "\(answer)")
            return data.compactMap { $0["wxname"]?.string }
        }
        let all = (Int64(1)...120).reversed().map { "第\($0)" }
        let shown = try await treasure.details(code, as: 2)["users"]?.array
        #expect(shown?.compactMap { $0["wxname"]?.string } == Array(all.prefix(50)))
        for number in Int64(121)...130 { await treasure.dig(code, as: 1000 + number) }
        // Page 2 where nothing is said, and as it was when the first one was shown.
        #expect(try await names(nil) == Array(all[50..<100]))
        #expect(try await names("3") == Array(all[100...]))
        #expect(try await names("4").isEmpty)
        #expect(try await names("1").count == 50)
        for page in ["0", "-1", "x", "1.5"] {
            let parameters = ["code": code, "page": page]
            #expect(await treasure.get("getTaskUser", parameters, as: 2).code == 400, "\(page)")
        }
        let cases: [([String: String], ServiceKit.Answer)] = [
            (["code": ""], .missing), (["code": "x"], .refused("任务不存在")),
            (["code": code, "unionid": "u3"], .refused("unionid错误")),
        ]
        for (parameters, expected) in cases {
            #expect(await treasure.get("getTaskUser", parameters, as: 2) == expected)
            #expect(await treasure.get("getTaskWinners", parameters, as: 2) == expected)
        }
        for name in ["getTaskUser", "getTaskWinners"] {
            let answer = await treasure.get(name, ["code": code], as: TreasureWorld.nobody)
            #expect(answer == .refused("请先登录"))
        }
    }

    @Test(arguments: names + ["getMyInfo"])
    func refusals(_ name: String) async throws {
        let treasure = try await TreasureWorld()
        let isInfo = name == "getMyInfo"
        let wrong = await treasure.get(name, ["unionid": "u2"])
        #expect(wrong == .refused("unionid错误", isInfo ? 2 : 1))
        let nobody = await treasure.get(name, as: TreasureWorld.nobody)
        #expect(nobody == .refused("请先登录", isInfo ? 3 : 1))
        #expect(await treasure.get(name, ["unionid": "u1"]).code == 0)
        #expect(await treasure.get(name, ["unionid": " "]).code == 0)
        let bound = Identity(
            iid: ID(1),
            sid: "s",
            app: ID(1),
            oper: 1,
            openid: "o1",
            unionid: "u1",
            alias: "s1",
            uid: ID(1)
        )
        for unionid in ["u1", "s1"] {
            #expect(await treasure.get(name, ["unionid": unionid], as: bound).code == 0)
        }
        if isInfo { return }
        for page in ["0", "-1", "x", "1.5", "9223372036854775808"] {
            let answer = await treasure.get(name, ["page": page])
            #expect(answer.status == 400 && answer.code == 400, "\(page)")
        }
    }

    @Test func notOnTheSquare() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(["is_public": "0"])
        #expect(try await treasure.codes("getTaskList").isEmpty)
        #expect(try await treasure.codes("getMyRelease") == [code])
        #expect(try await treasure.details(code, as: 2)["is_public"]?.integer == 0)
        #expect(await treasure.dig(code, as: 2).code == 0)
    }

    private static var many: TreasureRules {
        var rules = TreasureRules()
        rules.tasksPerDay = 1000
        return rules
    }
}
