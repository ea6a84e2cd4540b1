import Basics
import PointsDomain
import ServiceKit
import Storage
import TestKit
import Testing

@testable import PointsServer

/// Rules as people write them.
@Suite struct RulesFileTests {
    private static let shipped = RulesFile.shipped

    @Test func equalRulesHaveEqualText() throws {
        let rules = try RulesFile.read(Bytes(Self.shipped.utf8))
        let text = RulesFile.text(of: rules)
        #expect(try RulesFile.read(text) == rules)
        let spaced = Self.shipped.replacing(",", with: " ,\n")
        #expect(RulesFile.text(of: try RulesFile.read(Bytes(spaced.utf8))) == text)
        #expect(rules.multiplier(invitations: 4) == 1 && rules.multiplier(invitations: 5) == 2)
        #expect(rules.multiplier(invitations: .max) == 5)
    }

    @Test(
        arguments: [
            ("\"version\": 1", "\"version\": 0", "version must be 1 or more"),
            ("\"version\": 1", "\"version\": 1.5", "version must be a whole number"),
            ("\"version\": 1,", "", "version must be a whole number"),
            ("\"eye\": 100", "\"ear\": 100", "tasks: nobody knows ear"),
            (",\n    \"eye\": 100", "", "tasks.eye is missing; 0 turns it off"),
            ("\"eye\": 100", "\"eye\": -1", "tasks.eye must be from 0 to 1000000"),
            (
                "\"eye\": 100", "\"eye\": 1, \"adjust\": 1",
                "tasks.adjust is no task that the rules pay for"
            ),
            (
                "\"times\": 3", "\"times\": 2",
                "multipliers must ascend: invitations from 1, times from 2 to 100"
            ),
            (
                "\"times\": 5", "\"times\": 101",
                "multipliers must ascend: invitations from 1, times from 2 to 100"
            ),
            (
                "\"streaks\": []", "\"streaks\": [{\"days\": 1, \"points\": 1}]",
                "streaks must ascend in days, from 2 to 366"
            ),
            (
                "\"streaks\": []", "\"streaks\": [{\"days\": 2}]",
                "streaks: points must be a whole number"
            ),
            ("\"streaks\": []", "\"streaks\": {}", "streaks must be a list"),
            ("\"streaks\": []", "\"streaks\": [], \"more\": 1", "the rules: nobody knows more"),
            ("\"invite\": 5000", "\"redeem\": 5000", "daily_caps.redeem is nothing that is earned"),
            ("\"invite\": 5000", "\"total\": 0", "daily_caps.total must be from 1 to 100000000"),
            ("{\"invite\": 5000}", "[]", "daily_caps must be an object"),
        ]
    )
    func refuses(_ old: String, _ new: String, _ problem: String) throws {
        let text = Self.shipped.replacing(old, with: new)
        #expect(text != Self.shipped)
        #expect(throws: RulesProblem(problem)) { try RulesFile.read(Bytes(text.utf8)) }
    }

    @Test func whatIsNoJSON() throws {
        #expect(throws: RulesProblem.self) { try RulesFile.read(Bytes("{".utf8)) }
        #expect(throws: RulesProblem("the rules must be an object")) {
            try RulesFile.read(Bytes("[]".utf8))
        }
    }

    @Test func theDocumentationShowsThem() throws {
        let page = try TextFile.read("docs/points-rules.md")
        #expect(page.contains("```json\n\(Self.shipped)\n```"))
    }

    @Test func otherRulesNeedAnotherVersion() async throws {
        let file = try await PointsFile()
        let changed = Self.shipped.replacing("\"eye\": 100", with: "\"eye\": 99")
        let same = try RulesFile.read(Bytes(changed.utf8))
        let next = try RulesFile.read(
            Bytes(changed.replacing("\"version\": 1", with: "\"version\": 2").utf8)
        )
        let shipped = try RulesFile.read(Bytes(Self.shipped.utf8))
        func enact(_ rules: Rules) async throws {
            try await file.database.write {
                try RulesStore(connection: $0).enact(rules, at: UnixTime(seconds: 1))
            }
        }
        await #expect(throws: RulesProblem.self) { try await enact(same) }
        try await enact(next)
        try await enact(shipped)
        let versions = try await file.database.read { try RulesStore(connection: $0).versions() }
        #expect(versions.map(\.number) == [1, 2])
    }

    @Test func streaks() async throws {
        let rules = try RulesFile.read(
            Bytes(
                Self.shipped.replacing(
                    "\"streaks\": []",
                    with:
                        "\"streaks\": [{\"days\": 3, \"points\": 7}, {\"days\": 4, \"points\": 9}]"
                ).utf8
            )
        )
        let points = try await PointsWorld(rules: rules)
        var balances: [Int64] = []
        for day in 1...9 {
            if day != 8 { await points.sign() }
            balances.append(try await points.check().balance)
            points.world.time.advance(seconds: 86_400)
        }
        #expect(balances == [10, 20, 37, 56, 66, 83, 93, 93, 103])
        let record = await points.get("/api/query_point_record/", ["openid": "o1"])
        #expect(
            record.body.contains(#"{"name":"连续签到奖励","c_time":"2026-01-17 12:00:00","point":7}"#)
        )
    }
}
