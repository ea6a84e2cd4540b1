import Basics
import Events
import HTTP
import JSON
import PointsDomain
import ServiceKit
import Storage
import Testing

@testable import PointsServer

/// What the back office reads.
@Suite struct OfficeTests {
    private func read(_ points: PointsWorld, _ target: String) async throws -> JSONValue {
        let answer = await points.harness.call(.get, target, by: .key)
        try #require(answer.status == 200, "\(target) \(answer)")
        return try JSON.parse(Array(answer.body.utf8))
    }

    @Test func participants() async throws {
        let points = try await PointsWorld()
        await points.deliver(.changed(1, iid: 2, "二"))
        for number in Int64(1)...5 { await points.sign(number) }
        let path = "/admin/points/participants"
        let found = try await read(points, "\(path)?openid=o2")["rows"]?.array
        #expect(found?.first?["nickname"]?.string == "二")
        #expect(found?.first?["balance"]?.integer == 10)
        #expect(try await read(points, "\(path)?openid=o9")["rows"]?.array?.isEmpty == true)
        let shared = await points.get("/api/query_share_code/", ["openid": "o3"], as: 3)
        let code = try JSON.parse(Array(shared.body.utf8))["data"]?["share_code"]?.string
        let owner = try await read(points, "\(path)?share_code=\(try #require(code))")
        #expect(owner["rows"]?.array?.first?["iid"]?.integer == 3)
        var after: Int64? = 0
        var seen: [Int64] = []
        while let start = after {
            let page = try await read(points, "\(path)?limit=2&after=\(start)")
            seen += page["rows"]?.array?.compactMap { $0["iid"]?.integer } ?? []
            after = page["next"]?.integer
        }
        #expect(seen == [1, 2, 3, 4, 5])
        for bad in ["limit=0", "limit=x", "after=x", "share_code=1"] {
            #expect(
                await points.harness.call(.get, "\(path)?\(bad)", by: .key).status == 400,
                "\(bad)"
            )
        }
    }

    @Test func ledgerOfOne() async throws {
        let points = try await PointsWorld()
        for _ in 0..<3 {
            await points.sign()
            points.world.time.advance(seconds: 86_400)
        }
        let path = "/admin/points/participants/1/ledger"
        let page = try await read(points, "\(path)?limit=2")
        #expect(page["rows"]?.array?.compactMap { $0["number"]?.integer } == [1, 2])
        #expect(page["rows"]?.array?.first?["ref"]?.string == "sign:20468")
        let rest = try await read(points, "\(path)?after=\(page["next"]?.integer ?? 0)")
        #expect(rest["rows"]?.array?.compactMap { $0["number"]?.integer } == [3])
        #expect(rest["next"]?.integer == nil)
        for nobody in ["9", "x", "99999999999999999999", "+1", "-1"] {
            let answer = await points.harness.call(
                .get,
                "/admin/points/participants/\(nobody)/ledger",
                by: .key
            )
            #expect(answer.status == 404)
        }
    }

    @Test func rules() async throws {
        let points = try await PointsWorld()
        let rules = try await read(points, "/admin/points/rules")
        #expect(rules["version"]?.integer == 1)
        #expect(rules["rules"]?["tasks"]?["sign_in"]?.integer == 10)
        #expect(rules["versions"]?.array?.count == 1)
    }

    @Test func tables() async throws {
        let points = try await PointsWorld()
        await points.deliver(.changed(1, iid: 1, "=HYPERLINK(1)"), .changed(2, iid: 2, "a,\\\"b"))
        try await points.service.database.file.write { connection in
            for number in Int64(1)...1203 {
                try PointsStore(connection).register(.number(number), at: UnixTime(seconds: 0))
            }
        }
        let table = await points.harness.call(.get, "/admin/points/participants.csv", by: .key)
        #expect(table.headers["Content-Type"] == "text/csv; charset=utf-8")
        #expect(table.headers["Content-Disposition"] == #"attachment; filename="participants.csv""#)
        let lines = table.body.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.count == 1205)
        #expect(
            lines[0] == "\u{FEFF}iid,app,openid,nickname,balance,entries,invited,closed,created"
        )
        #expect(lines[1] == "1,1,o1,'=HYPERLINK(1),0,0,0,0,1970-01-01 08:00:00")
        #expect(lines[2] == #"2,1,o2,"a,""b",0,0,0,0,1970-01-01 08:00:00"#)
        #expect(lines[1203].hasPrefix("1203,"))

        let reason = ["openid": "o1", "point": "7", "reason": "@cmd"]
        _ = await points.harness.call(.post, "/admin/points/adjust", reason, by: .key)
        _ = await points.harness.call(
            .post,
            "/admin/points/adjust",
            reason.merging(["point": "-2"]) { $1 },
            by: .key
        )
        let ledger = await points.harness.call(
            .get,
            "/admin/points/participants/1/ledger.csv",
            by: .key
        )
        let rows = ledger.body.split(separator: "\r\n")
        #expect(rows.count == 3)
        #expect(rows[2].contains(",adjust,-2,5,1,1,adjust:") && rows[2].hasSuffix(",'@cmd"))
        let nobody = await points.harness.call(
            .get,
            "/admin/points/participants/0/ledger.csv",
            by: .key
        )
        #expect(nobody.status == 404)
    }

    @Test func theProofInTheBackground() async throws {
        let points = try await PointsWorld()
        for number in Int64(1)...3 { await points.sign(number) }
        func metric(_ name: String) async throws -> String? {
            let text = await points.harness.call(.get, "/metrics").body
            return text.split(separator: "\n").first { $0.hasPrefix("\(name) ") }
                .map { String($0.dropFirst(name.count + 1)) }
        }
        #expect(try await metric("kumquat_points_check_finished_timestamp_seconds") == "0")
        await points.service.check(pausingMilliseconds: 0)
        #expect(try await metric("kumquat_points_check_clean") == "1")
        #expect(try await metric("kumquat_points_check_finished_timestamp_seconds") == "1768449600")
        try await points.service.database.file.write { connection in
            _ = try connection.run("UPDATE place SET score = 11 WHERE iid = 2")
        }
        await points.service.check(pausingMilliseconds: 0)
        #expect(try await metric("kumquat_points_check_clean") == "0")
        let logged = points.world.lines.all.contains { $0.contains("does not stand there") }
        #expect(logged)
    }
}
