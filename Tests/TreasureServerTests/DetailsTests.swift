import Basics
import Events
import HTTP
import JSON
import ServiceKit
import Storage
import Testing
import TreasureDomain

@testable import TreasureServer

@Suite struct DetailsTests {
    private static let fields: Set<String> = [
        "goods_type", "is_prize", "is_draw", "draw_type", "money", "wxname", "wxheadpic", "code",
        "name", "synopsis", "pic", "thumbnail", "now_depth", "max_depth", "prize_type", "prize_num",
        "found_num", "forecast_num", "interval", "fluctuation", "partake_num", "is_public",
        "is_mine", "is_cd", "time", "state", "end_time", "commitment", "users",
    ]

    /// All fields twice: with the task's `status` in `data`, and beside the call's.
    @Test func twoKindsOfStatus() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(["forecast_num": "40"])
        let before = try await treasure.details(code, as: 2)
        let all = Set(before.object?.members.map(\.name) ?? [])
        #expect(all == Self.fields.union(["status", "msg", "task_status", "data"]))
        let data = try #require(before["data"])
        #expect(Set(data.object?.members.map(\.name) ?? []) == Self.fields.union(["status"]))
        for name in Self.fields { #expect(before[name] == data[name], "\(name)") }
        #expect(before["status"]?.integer == 0 && data["status"]?.integer == 0)
        #expect(before["end_time"]?.string == "2026-02-14 12:00:00")
        #expect(await treasure.post("endTask", ["code": code]) == .done)
        let after = try await treasure.details(code, as: 2)
        #expect(after["status"]?.integer == 0 && after["task_status"]?.integer == 1)
        #expect(after["data"]?["status"]?.integer == 1)
        #expect(after["seed"]?.string?.utf8.count == 64)
        #expect(after["seed"] == after["data"]?["seed"])
    }

    /// Where the prizes lie is told to nobody before the end, its publisher included.
    @Test func whereThePrizesLieIsASecret() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(
            [
                "prize_num": "3", "interval": "300000", "fluctuation": "149999",
                "forecast_num": "900000",
            ]
        )
        #expect(await treasure.dig(code, as: 2).code == 0)
        let id = try await treasure.task(code).id
        let seed = try await treasure.service.database.read {
            try #require(try TaskStore($0).seed(of: id))
        }
        let depths = try await treasure.prizes(of: code).map { "\($0.depth)" }
        func isTold() async -> Bool {
            var answers: [ServiceKit.Answer] = []
            for number in [1, 2, 3] as [Int64] {
                for name in [
                    "getTaskList", "getTaskDetails", "getTaskUser", "getMyInfo", "getMyRelease",
                    "getMyPartake", "getMyPrize", "getTaskWinners",
                ] {
                    let parameters = ["code": code, "page": "1"]
                    answers.append(await treasure.get(name, parameters, as: number))
                }
                answers.append(await treasure.post("drawPrize", ["code": code], as: number))
                answers.append(await treasure.dig(code, as: number))
            }
            let secrets = depths + [Hex.encode(seed)]
            return answers.contains { secrets.contains(where: $0.body.contains) }
        }
        #expect(await !isTold())
        #expect(await treasure.post("endTask", ["code": code]) == .done)
        #expect(await isTold())
    }

    @Test func coolsDown() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(
            ["prize_num": "2", "interval": "100", "forecast_num": "200"]
        )
        func cd(_ number: Int64) async throws -> [Int64?] {
            let details = try await treasure.details(code, as: number)
            return [details["is_cd"]?.integer, details["time"]?.integer]
        }
        #expect(try await cd(2) == [0, 0])
        #expect(await treasure.dig(code, as: 2).code == 0)
        #expect(try await cd(2) == [1, 60])
        #expect(try await cd(3) == [0, 0])
        treasure.world.time.advance(seconds: 59)
        #expect(try await cd(2) == [1, 1])
        treasure.world.time.advance(seconds: 1)
        #expect(try await cd(2) == [0, 0])
        let details = try await treasure.details(code, as: 2)
        #expect(details["now_depth"]?.integer == 1 && details["partake_num"]?.integer == 1)
        #expect(details["max_depth"]?.integer == 200 && details["is_mine"]?.integer == 0)
        #expect(try await treasure.details(code)["is_mine"]?.integer == 1)
    }

    /// A clock that was moved forward and back again keeps nobody waiting.
    @Test func clocksAreSetBack() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(
            ["prize_num": "2", "interval": "100", "forecast_num": "200"]
        )
        treasure.world.time.advance(seconds: 86_400)
        #expect(await treasure.dig(code, as: 2).code == 0)
        treasure.world.time.advance(seconds: -30)
        #expect(await treasure.dig(code, as: 2) == .refused("冷却中，请稍后再挖"))
        #expect(try await treasure.details(code, as: 2)["time"]?.integer == 60)
        treasure.world.time.advance(seconds: -31)
        #expect(try await treasure.details(code, as: 2)["is_cd"]?.integer == 0)
        #expect(await treasure.dig(code, as: 2).code == 0)
        #expect(await treasure.dig(code, as: 2) == .refused("冷却中，请稍后再挖"))
    }

    /// Who brought whom, once for each pair and task.
    @Test func notesWhoSharedIt() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        func look(_ more: [String: String], as number: Int64 = 2) async -> Int64? {
            await treasure.get("getTaskDetails", ["code": code].merging(more) { $1 }, as: number)
                .code
        }
        let long = String(repeating: "u", count: 129)
        for more in [
            ["from_unionid": "u9"], ["is_share": "0", "from_unionid": "u9"], ["is_share": "1"],
            ["is_share": "1", "from_unionid": "u2"], ["is_share": "1", "from_unionid": long],
        ] { #expect(await look(more) == 0, "\(more)") }
        #expect(try await shares(treasure).isEmpty)
        for _ in 0..<2 {
            #expect(await look(["is_share": "1", "from_unionid": "u9"]) == 0)
            #expect(await look(["is_share": "1", "from_unionid": "u8"]) == 0)
        }
        #expect(await look(["is_share": "true", "from_unionid": "u9"], as: 3) == 0)
        #expect(try await shares(treasure) == ["2<u8", "2<u9", "3<u9"])
        // Nobody fills the file with inventions.
        for number in 0..<40 {
            #expect(await look(["is_share": "1", "from_unionid": "x\(number)"], as: 4) == 0)
        }
        #expect(try await shares(treasure).count == 3 + Int(ShareStore.most))
    }

    private func shares(_ treasure: TreasureWorld) async throws -> [String] {
        try await treasure.service.database.read { connection in
            try connection.all(
                "SELECT uid, sharer FROM share ORDER BY uid, sharer",
                row: { try "\($0.integer(0))<\($0.octets(1))" }
            )
        }
    }

    @Test func byScene() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        let id = try await treasure.task(code).id
        try await treasure.service.database.write { unit in
            try unit.connection.run(
                "INSERT INTO scene (number, task, sharer, unionid, at) VALUES (46655, ?1, 9, ?2, 0)",
                id,
                ExternalID("u9")
            )
        }
        let seen = await treasure.get("getTaskDetails", ["scene": "zzz"], as: 2)
        #expect(try seen.json["code"]?.string == code, "\(seen)")
        #expect(try await shares(treasure) == ["2<u9"])
        for scene in ["zzy", "ZZZ", "-1", "0zzz", "!", "99999999999999"] {
            let answer = await treasure.get("getTaskDetails", ["scene": scene], as: 2)
            #expect(answer == .refused("任务不存在"), "\(scene)")
        }
    }

    @Test func refusals() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        let cases: [([String: String], ServiceKit.Answer)] = [
            ([:], .missing), (["code": " "], .missing), (["code": "x"], .refused("任务不存在")),
            (["code": code.uppercased() + "x"], .refused("任务不存在")),
            (["code": code, "unionid": "u3"], .refused("unionid错误")),
        ]
        for (parameters, expected) in cases {
            #expect(await treasure.get("getTaskDetails", parameters, as: 2) == expected)
        }
        let nobody = await treasure.get(
            "getTaskDetails",
            ["code": code],
            as: TreasureWorld.nobody
        )
        #expect(nobody == .refused("请先登录"))
        let malformed = await treasure.get(
            "getTaskDetails",
            ["code": code, "is_share": "maybe"],
            as: 2
        )
        #expect(malformed.code == 400)
    }
}
