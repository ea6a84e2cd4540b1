import Contracts
import Basics
import HTTP
import JSON
import PointsDomain
import ServiceKit
import Storage
import Testing

@testable import PointsServer

@Suite struct AuditTests {
    private static let notNow = Answer(
        200,
        #"{"code":-3,"msg":"不能继续提交，用户已有在审核或审核通过的任务"}"#
    )
    private static let bad = Answer(200, #"{"code":-2,"msg":"参数不正确"}"#)

    private static func auditor(_ name: String) -> Operator {
        Operator(id: "o:\(name)", name: name, duties: [.auditor])
    }

    private func audits(_ points: PointsWorld, _ query: String = "") async throws -> [JSONValue] {
        let answer = await points.harness.call(.get, "/admin/points/audits" + query, by: .key)
        return try #require(try answer.json["rows"]?.array, "\(answer)")
    }

    private func decide(
        _ points: PointsWorld,
        _ id: Int64,
        _ verdict: String,
        _ parameters: [String: String] = [:],
        by auditor: Operator = .key
    ) async -> ServiceKit.Answer {
        await points.harness.call(
            .post,
            "/admin/points/audits/\(id)/\(verdict)",
            parameters,
            by: auditor
        )
    }

    /// The only open audit.
    private func open(_ points: PointsWorld) async throws -> Int64 {
        try #require(try await audits(points).first?["id"]?.integer)
    }

    @Test func applyCodes() async throws {
        let points = try await PointsWorld()
        let mine = try await points.uploaded(try PointsWorld.picture())
        let theirs = try await points.uploaded(try PointsWorld.picture(), as: 2)
        let tooMany = "[" + (1...21).map { "\($0)" }.joined(separator: ",") + "]"
        for files in [
            "x", "{}", "1", "[1,", "[1.5]", "[null]", "[[1]]", "[\"a\"]", "[\(theirs)]", "[7]",
            "[\(mine),\(theirs)]", tooMany, "[-1]", "[\"+\(mine)\"]", "[99999999999999999999]",
            "true",
        ] {
            #expect(await points.apply(files) == Self.bad, "\(files)")
        }
        #expect(await points.apply("[]") == Answer(200, #"{"code":-4,"msg":"上传文件列表不能为空"}"#))
        for files in ["", "  "] { #expect(await points.apply(files) == .missing) }
        let stranger = await points.harness.call(
            .post,
            "/api/apply_audit/",
            ["openid": "o2", "files": "[\(mine)]"],
            as: PointsWorld.caller(1)
        )
        #expect(stranger == Answer(403, #"{"code":-403,"msg":"没有权限"}"#))
        #expect(try await audits(points).isEmpty)
        #expect(await points.apply("[\(mine), \"\(mine)\"]") == .ok)
        #expect(await points.apply("[\(mine)]") == Self.notNow)
        #expect(try await audits(points).count == 1)
        #expect(try await audits(points)[0]["files"]?.array?.count == 1)
    }

    @Test func aListOfJSON() async throws {
        let points = try await PointsWorld()
        let id = try await points.uploaded(try PointsWorld.picture())
        let answer = await points.harness.call(
            .post,
            "/api/apply_audit/",
            json: #"{"openid":"o1","files":[\#(id)]}"#,
            as: PointsWorld.caller(1)
        )
        #expect(answer == .ok)
    }

    @Test func failsAndSucceeds() async throws {
        let points = try await PointsWorld()
        let id = try await points.uploaded(try PointsWorld.picture())
        #expect(try await state(points) == .need)
        #expect(await points.apply("[\(id)]") == .ok)
        #expect(try await state(points) == .audit)
        let first = try await open(points)
        let missing = await decide(points, first, "reject")
        #expect(missing.status == 400 && missing.body.contains("parameter_missing"))
        let rejected = await decide(
            points,
            first,
            "reject",
            ["reason": "太暗"],
            by: Self.auditor("li")
        )
        #expect(rejected == Answer(200, #"{"id":\#(first),"status":"failed"}"#))
        #expect(try await state(points) == .failed)
        #expect(await points.apply("[\(id)]") == .ok)
        let second = try await open(points)
        #expect(second != first)
        #expect(await decide(points, second, "approve").status == 200)
        #expect(try await state(points) == .success)
        #expect(await points.apply("[\(id)]") == Self.notNow)
        let records = await points.get("/api/query_balance/", ["openid": "o1"])
        #expect(try (records.json["data"]?["balance"]?.integer ?? 0) > 0)
        #expect(try await points.check().entries == 1)
        let failed = try await audits(points, "?status=failed")
        #expect(failed.map { $0["reason"]?.string } == ["太暗"])
        #expect(failed.map { $0["auditor"]?.string } == ["li"])
        for verdict in ["approve", "reject"] {
            let late = await decide(points, second, verdict, ["reason": "x"])
            #expect(late.status == 409 && late.body.contains("decided already: success"))
            #expect(await decide(points, 12, verdict, ["reason": "x"]).status == 404)
        }
    }

    private func state(_ points: PointsWorld) async throws -> AuditState {
        try await points.service.database.read { try AuditStore($0).state(of: ID(1)) }
    }

    @Test func oneAtATime() async throws {
        let points = try await PointsWorld()
        let id = try await points.uploaded(try PointsWorld.picture())
        let answers = await withTaskGroup(of: ServiceKit.Answer.self) { group in
            for _ in 0..<50 { group.addTask { await points.apply("[\(id)]") } }
            return await group.reduce(into: [ServiceKit.Answer]()) { $0.append($1) }
        }
        #expect(answers.count { $0 == .ok } == 1)
        #expect(answers.count { $0 == Self.notNow } == 49)
        let audit = try await open(points)
        let verdicts = await withTaskGroup(of: Int.self) { group in
            for number in 0..<20 {
                let verdict = number.isMultiple(of: 2) ? "approve" : "reject"
                group.addTask { await decide(points, audit, verdict, ["reason": "x"]).status }
            }
            return await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(verdicts.count { $0 == 200 } == 1)
        #expect(verdicts.count { $0 == 409 } == 19)
        let isPaid = try await state(points) == .success
        #expect(try await points.check().entries == (isPaid ? 1 : 0))
    }

    @Test func showsEverything() async throws {
        let points = try await PointsWorld()
        let id = try await points.uploaded(try PointsWorld.picture())
        #expect(await points.apply("[\(id)]") == .ok)
        let audit = try await open(points)
        let target = "/admin/points/audits/\(audit)"
        let wang = Self.auditor("wang")
        let shown = try await points.harness.call(.get, target, by: wang).json
        #expect(shown["audit"]?["openid"] == nil, "an auditor sees a case, not a person")
        let file = try #require(shown["audit"]?["files"]?.array?.first)
        #expect(file["id"]?.integer == id)
        let url = try #require(file["thumbnail"]?.string)
        let path = url.replacing("https://example.com", with: "")
        #expect(await points.harness.call(.get, path).status == 200)
        #expect(await decide(points, audit, "reject", ["reason": "n"]).status == 200)
        let after = try await points.harness.call(.get, target, by: wang).json
        #expect(after["looks"]?.array?.first?["reader"]?.string == "auditor:o:wang")
        let history = try #require(after["history"]?.array)
        #expect(history.map { $0["status"]?.string } == ["audit", "failed"])
        #expect(history.map { $0["by"]?.string } == ["participant", "key"])
        #expect(await points.harness.call(.get, "/admin/points/audits/x", by: .key).status == 404)
    }

    @Test func inParts() async throws {
        let points = try await PointsWorld()
        for number in Int64(1)...5 {
            let id = try await points.uploaded(try PointsWorld.picture(), as: number)
            #expect(await points.apply("[\(id)]", as: number) == .ok)
        }
        var parts: [[String?]] = []
        var after: Int64? = 0
        while let last = after {
            let target = "/admin/points/audits?limit=2&after=\(last)"
            let part = try await points.harness.call(.get, target, by: .key).json
            parts.append(try #require(part["rows"]?.array).map { $0["openid"]?.string })
            after = part["next"]?.integer
        }
        #expect(parts == [["o1", "o2"], ["o3", "o4"], ["o5"]])
        for query in ["after=x", "limit=x", "limit=0", "limit=-1", "status=done", "status=audit2"] {
            let answer = await points.harness.call(.get, "/admin/points/audits?\(query)", by: .key)
            #expect(answer.status == 400, "\(query)")
        }
        #expect(try await audits(points, "?status=need").isEmpty)
    }
}
