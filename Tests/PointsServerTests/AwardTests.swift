import Basics
import PointsDomain
import Storage
import TestKit
import Testing

@testable import PointsServer

/// What the rules pay, and what a row keeps of them.
@Suite struct AwardTests {
    private let start = UnixTime(seconds: 1_768_449_600)

    private func rules(
        caps: [PointsTask: Points] = [:],
        total: Points? = nil
    ) throws -> Rules {
        try Rules(
            version: 7,
            tasks: [
                .signIn: Points(10), .invite: Points(20), .invitee: .zero, .wxRun: Points(5),
                .wxPhone: .zero, .eye: Points(100),
            ],
            steps: [.init(invitations: 2, times: 3)],
            dailyCaps: caps,
            dailyTotal: total
        )
    }

    private func award(
        _ file: PointsFile,
        _ task: PointsTask,
        _ ref: String,
        _ rules: Rules,
        at time: UnixTime? = nil
    ) async throws -> AppendResult {
        let time = time ?? start
        return try await file.database.write {
            try PointsStore($0).award(task, to: .number(1), ref: ref, under: rules, at: time)
        }
    }

    @Test func paysOnceAndKeepsTheRule() async throws {
        let rules = try rules()
        let file = try await PointsFile(rules: rules)
        #expect(try await award(file, .eye, "eye", rules) == .done(Points(100)))
        #expect(try await award(file, .eye, "eye", rules) == .duplicate)
        #expect(try await award(file, .wxPhone, "wx_phone", rules) == .done(.zero))
        try await file.database.write { connection in
            _ = try connection.run("UPDATE participant SET invited = 2 WHERE iid = 1")
        }
        #expect(try await award(file, .wxRun, "wx_run", rules) == .done(Points(15)))
        let rows = try await file.database.read { connection in
            try connection.all(
                "SELECT ref, points, rule_version, multiplier FROM ledger ORDER BY number",
                row: { try "\($0.text(0)) \($0.integer(1)) \($0.integer(2)) \($0.integer(3))" }
            )
        }
        #expect(rows == ["eye 100 7 1", "wx_phone 0 7 1", "wx_run 15 7 3"])
    }

    @Test func aCapTakesWhatIsTooMuch() async throws {
        let rules = try rules(caps: [.invite: Points(50)], total: Points(65))
        let file = try await PointsFile(rules: rules)
        let day = start.adding(seconds: 86_400)
        let steps: [(PointsTask, String, UnixTime, Int64)] = [
            (.invite, "a", start, 20), (.invite, "b", start, 20), (.invite, "c", start, 10),
            (.invite, "d", start, 0), (.signIn, "e", start, 10), (.wxRun, "f", start, 5),
            (.eye, "g", start, 0), (.invite, "h", day, 20), (.eye, "i", day, 45),
        ]
        for (task, ref, time, points) in steps {
            let booking = try await award(file, task, ref, rules, at: time)
            #expect(booking == .done(Points(points)), "\(ref)")
        }
        #expect(try await file.check().balance == 130)
    }

    private static let damages: [(StaticString, String)] = [
        (
            "UPDATE day_earning SET points = 41 WHERE task = 'invite'",
            "has 41 points on 2026-01-15 counted for invite, the rows make 40 points on 2026-01-15"
        ),
        (
            "UPDATE day_earning SET day = day + 1 WHERE task = 'total'",
            "has 50 points on 2026-01-16 counted for total, the rows make 50 points on 2026-01-15"
        ),
        (
            "DELETE FROM day_earning WHERE task = 'sign_in'",
            "has nothing counted for sign_in, the rows make 10 points on 2026-01-15"
        ),
        (
            "INSERT INTO day_earning (iid, task, day, points) VALUES (1, 'eye', 20468, 5)",
            "has 5 points on 2026-01-15 counted for eye, the rows make nothing"
        ),
        (
            "UPDATE ledger SET at = at - 86400000 WHERE ref = 'b'",
            "has 40 points on 2026-01-15 counted for invite, the rows make 20 points on 2026-01-14"
        ),
    ]

    @Test(arguments: damages.indices)
    func whatWasCountedOfADayIsProved(_ index: Int) async throws {
        let (sql, problem) = Self.damages[index]
        let rules = try rules(caps: [.invite: Points(50)], total: Points(65))
        let file = try await PointsFile(rules: rules)
        for (task, ref) in [(PointsTask.signIn, "c"), (.invite, "a"), (.invite, "b")] {
            _ = try await award(file, task, ref, rules)
        }
        #expect(try await file.check().balance == 50)
        try await file.database.write { _ = try $0.run(sql) }
        await #expect(throws: LedgerCheck.Problem(text: "participant 1 \(problem)")) {
            try await file.check()
        }
    }
}
