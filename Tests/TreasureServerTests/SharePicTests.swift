import AuthCalls
import Basics
import Events
import HTTP
import Images
import JSON
import Media
import ServiceKit
import Storage
import Testing
import TreasureDomain

@testable import TreasureServer

/// Posters as players get them.
@Suite struct SharePicTests {
    private func share(
        _ code: String,
        of treasure: TreasureWorld,
        as number: Int64 = 5
    ) async throws -> String {
        let answer = await treasure.post("getSharePic", ["code": code], as: number)
        return try #require(try answer.json["pic"]?.string, "\(answer)")
    }

    /// What everybody is given for an address.
    private func look(_ address: String, _ treasure: TreasureWorld) async -> ServiceKit.Answer {
        await treasure.harness.call(.get, String(address.dropFirst("https://example.com".count)))
    }

    @Test func drawnOnceAndPublic() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        let address = try await share(code, of: treasure)
        #expect(address.hasPrefix("https://example.com/media/treasure/"))
        #expect(!address.contains("?"))
        let picture = await look(address, treasure)
        #expect(picture.status == 200 && picture.headers["Content-Type"] == "image/jpeg")
        #expect(picture.headers["Cache-Control"]?.contains("immutable") == true)
        #expect(try await share(code, of: treasure) == address)
        #expect(treasure.drafter.targets.count == 1)
    }

    /// The code carries a number of ours that leads to the task and to whoever shares it.
    @Test func theSceneLeadsBack() async throws {
        let treasure = try await TreasureWorld(posterPage: "pages/task/task")
        let code = try await treasure.published(["is_public": "0"])
        let (first, second) = (
            try await share(code, of: treasure, as: 5), try await share(code, of: treasure, as: 6)
        )
        #expect(first != second)
        let targets = treasure.drafter.targets
        #expect(targets.map(\.page) == ["pages/task/task", "pages/task/task"])
        #expect(targets.allSatisfy { $0.app == ID(1) && (1...8).contains($0.scene.utf8.count) })
        #expect(Set(targets.map(\.scene)).count == 2)
        let details = await treasure.get("getTaskDetails", ["scene": targets[1].scene], as: 7)
        #expect(try details.json["code"]?.string == code)
        let brought = try await treasure.service.database.read { connection in
            try connection.all("SELECT uid, sharer FROM share") {
                try "\($0.integer(0)) \($0.octets(1).text)"
            }
        }
        #expect(brought == ["7 u6"])
    }

    @Test func manyAtOnceAreOne() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        let addresses = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 { group.addTask { try await share(code, of: treasure) } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(addresses.count == 1)
        // Whoever came when it was there already asked nobody.
        #expect(treasure.drafter.targets.count == 1)
    }

    /// Another nickname of the publisher is another poster; the scene stays.
    @Test func whatIsOnItCounts() async throws {
        let treasure = try await TreasureWorld()
        await treasure.deliver(.changed(1, 1, "小明"))
        let code = try await treasure.published(["wxname": ""])
        let before = try await share(code, of: treasure)
        await treasure.deliver(.changed(2, 1, "大明"))
        #expect(try await share(code, of: treasure) != before)
        await treasure.deliver(.changed(3, 1, "小明"))
        #expect(try await share(code, of: treasure) == before)
        #expect(Set(treasure.drafter.targets.map(\.scene)).count == 1)
    }

    @Test func refusals() async throws {
        let treasure = try await TreasureWorld()
        treasure.judge.image = .pending
        let waiting = try await treasure.published()
        let unpaid = try await treasure.published(["goods_type": "1", "money": "5"])
        for code in [waiting, unpaid] {
            let own = await treasure.post("getSharePic", ["code": code], as: 1)
            #expect(own == .refused("任务还未公开，暂时不能分享"))
            let other = await treasure.post("getSharePic", ["code": code], as: 5)
            #expect(other == .refused("任务不存在"))
        }
        await treasure.deliver(.checked(1, Judge.checkID(1), "pass"))
        for code in ["x", "23456789abcd"] {
            #expect(await treasure.post("getSharePic", ["code": code]) == .refused("任务不存在"))
        }
        #expect(await treasure.post("getSharePic") == .missing)
        let foreign = ["code": waiting, "unionid": "u9"]
        #expect(await treasure.post("getSharePic", foreign) == .refused("unionid错误"))
        let stranger = await treasure.post(
            "getSharePic",
            ["code": waiting],
            as: TreasureWorld.nobody
        )
        #expect(stranger == .refused("请先登录"))
        treasure.drafter.failure = .refused(.pageUnknown)
        #expect(
            await treasure.post("getSharePic", ["code": waiting])
                == .refused("小程序码生成失败，请联系客服")
        )
        treasure.drafter.failure = .unavailable(retryAfterSeconds: 5)
        let away = await treasure.post("getSharePic", ["code": waiting])
        #expect(away.status == 503 && away.headers["Retry-After"] == "5")
        treasure.drafter.failure = .fault
        #expect(await treasure.post("getSharePic", ["code": waiting]).status == 500)
        treasure.drafter.failure = nil
        _ = try await share(waiting, of: treasure)
    }

    /// Nobody sees what was taken away, on a poster neither.
    @Test(arguments: [TreasureService.TaskStep.block, .refuse])
    func postersGoWithTheirTask(_ step: TreasureService.TaskStep) async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        let addresses = [
            try await share(code, of: treasure, as: 5), try await share(code, of: treasure, as: 6),
        ]
        for address in addresses { #expect(await look(address, treasure).status == 200) }
        let answer = await treasure.harness.call(
            .post,
            "/admin/treasure/tasks/\(code)/\(step.rawValue)",
            ["reason": "spam"],
            by: .key
        )
        #expect(answer.status == 200)
        for address in addresses { #expect(await look(address, treasure).status == 404) }
        let again = await treasure.post("getSharePic", ["code": code], as: 5)
        #expect(again == .refused("任务不存在"))
    }

    /// With the account of its publisher go the posters with their name.
    @Test func postersGoWithTheirPublisher() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        let address = try await share(code, of: treasure)
        await treasure.deliver(.deleted(1, 1))
        #expect(await look(address, treasure).status == 404)
    }
}
