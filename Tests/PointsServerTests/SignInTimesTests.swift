import Basics
import ServiceKit
import Testing

@testable import PointsServer

/// One sign-in a day of China's calendar, whatever comes at once and whenever midnight is.
@Suite struct SignInTimesTests {
    @Test func fiveHundredAtOnceMakeOneRow() async throws {
        let points = try await PointsWorld()
        let answers = await withTaskGroup(of: Answer.self) { group in
            for _ in 0..<500 { group.addTask { await points.sign() } }
            return await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        #expect(answers.count { $0 == .ok } == 1)
        #expect(answers.count { $0.body.hasPrefix(#"{"code":-2,"#) } == 499)
        let sums = LedgerCheck.Sums(participants: 1, entries: 1, balance: 10)
        #expect(try await points.check() == sums)
    }

    @Test func manyPeopleAtOnce() async throws {
        let points = try await PointsWorld()
        await withTaskGroup(of: Void.self) { group in
            for number in Int64(1)...100 {
                for _ in 0..<3 { group.addTask { await points.sign(number) } }
            }
        }
        let sums = LedgerCheck.Sums(participants: 100, entries: 100, balance: 1000)
        #expect(try await points.check() == sums)
    }

    @Test func theDayBeginsAtMidnightInChina() async throws {
        let points = try await PointsWorld()
        let day = CivilZone.china.day(at: points.world.clock.now)
        let midnight = CivilZone.china.start(of: day.adding(days: 1))
        let steps: [(Int64, Bool)] = [
            (-2000, true), (-1, false), (0, true), (1, false), (2000, false),
            (86_399_999, false), (86_400_000, true),
        ]
        for (milliseconds, signs) in steps {
            points.world.time.now = midnight.adding(milliseconds: milliseconds)
            let status = await points.get("/api/sign_status/", ["openid": "o1"])
            #expect(status.body.hasSuffix(#"{"is_sign":\#(!signs)}}"#), "\(milliseconds)")
            #expect((await points.sign() == .ok) == signs, "\(milliseconds)")
        }
        #expect(try await points.check().entries == 3)
    }
}
