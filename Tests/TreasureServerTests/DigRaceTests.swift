import Basics
import HTTP
import JSON
import Loops
import ServiceKit
import Testing
import TreasureDomain

@testable import TreasureServer

/// Many at once: what is promised about a dig holds whoever comes first.
@Suite struct DigRaceTests {
    /// What every one of these comes to, all at once.
    private func atOnce(
        _ numbers: some Sequence<Int64>,
        _ call: @escaping @Sendable (Int64) async -> ServiceKit.Answer
    ) async -> [ServiceKit.Answer] {
        await withTaskGroup(of: ServiceKit.Answer.self) { group in
            for number in numbers { group.addTask { await call(number) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func aThousandDiggersFindTenPrizes() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(
            ["prize_num": "10", "interval": "80", "fluctuation": "39", "forecast_num": "1000"]
        )
        let depths = try await treasure.prizes(of: code).map(\.depth)
        let answers = await atOnce(1001...2000) { await treasure.dig(code, as: $0) }
        let taken = answers.filter { $0.code == 0 }
        let winners = try taken.filter { try $0.json["is_prize"]?.integer == 1 }
        #expect(winners.count == 10)
        let refusals = Set(answers.filter { $0.code != 0 }.compactMap(\.text))
        #expect(refusals == ["任务已结束"])
        let task = try await treasure.task(code)
        #expect(task.state == .ended && task.found == 10)
        #expect(task.depth == Int64(taken.count) && task.depth == depths.max())
        #expect(task.participants == task.depth)
        let prizes = try await treasure.prizes(of: code)
        #expect(Set(prizes.compactMap(\.winner)).count == 10)
        #expect(prizes.allSatisfy { $0.state == .undrawn })
        #expect(treasure.purse.ended == [task.id.rawValue])
    }

    @Test func oneDiggerOnManyPhonesDigsOnce() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(["forecast_num": "1000"])
        // Deep enough that nobody wins.
        let depth = try #require(try await treasure.prizes(of: code).first?.depth)
        try #require(depth > 1)
        let answers = await atOnce(0..<50) { _ in await treasure.dig(code, as: 7) }
        #expect(answers.count { $0.code == 0 } == 1)
        #expect(answers.count { $0 == .refused("冷却中，请稍后再挖") } == 49)
        #expect(try await treasure.task(code).depth == 1)
        let info = try await treasure.get("getMyInfo", as: 7).json
        #expect(info["digging_num"]?.integer == 1 && info["partake_num"]?.integer == 1)
    }

    @Test func endingAndDiggingDoNotMix() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(
            ["prize_num": "100", "interval": "1", "forecast_num": "100"]
        )
        let answers = await atOnce(0..<60) { number in
            number == 30
                ? await treasure.post("endTask", ["code": code])
                : await treasure.dig(code, as: 1000 + number)
        }
        #expect(answers.allSatisfy { $0.code == 0 || $0 == .refused("任务已结束") })
        let digs = Int64(answers.count { $0.code == 0 }) - 1
        let prizes = try await treasure.prizes(of: code)
        // Every dig has won, and what nobody had dug by the end is lost.
        #expect(prizes.count { $0.state == .undrawn } == Int(digs))
        #expect(prizes.count { $0.state == .unwon } == 100 - Int(digs))
    }

    @Test func theSameEndOnce() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        let answers = await atOnce(0..<20) { _ in
            await treasure.post("endTask", ["code": code])
        }
        #expect(answers.count { $0 == .done } == 1)
        #expect(answers.count { $0 == .refused("任务已结束") } == 19)
        #expect(treasure.purse.ended.count == 1)
    }
}
