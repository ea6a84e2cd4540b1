import Basics
import Contracts
import Events
import HTTP
import JSON
import PointsDomain
import ServiceKit
import Testing

@testable import PointsServer

/// Large adjustments need two operators, and every change of the back office stands in the trail.
@Suite struct ApprovalTests {
    private static func person(
        _ id: String,
        _ duties: Set<Duty> = [.finance],
        age: Int64? = 10
    ) -> Operator {
        let now = UnixTime(seconds: 1_768_449_600)
        return Operator(
            id: id,
            name: "名\(id)",
            duties: duties,
            provenAt: age.map { now.adding(seconds: -$0) }
        )
    }

    private func adjust(
        _ points: PointsWorld,
        _ count: Int64,
        ref: String? = nil,
        by administrator: Operator = person("o:1")
    ) async throws -> JSONValue {
        var parameters = ["openid": "o1", "point": "\(count)", "reason": "活动"]
        parameters["ref"] = ref
        let answer = await points.harness.call(
            .post,
            "/admin/points/adjust",
            parameters,
            by: administrator
        )
        try #require(answer.status == 200, "\(answer)")
        return try answer.json
    }

    private func decide(
        _ points: PointsWorld,
        _ approval: Int64,
        _ verdict: String = "approve",
        by administrator: Operator
    ) async -> Answer {
        await points.harness.call(
            .post,
            "/admin/points/approvals/\(approval)/\(verdict)",
            ["reason": "可以"],
            by: administrator
        )
    }

    private func rows(_ points: PointsWorld, _ target: String) async throws -> [JSONValue] {
        let answer = await points.harness.call(.get, "/admin/points/\(target)", by: .key)
        return try #require(try answer.json["rows"]?.array, "\(answer)")
    }

    @Test func aLargeOneWaitsForAnother() async throws {
        let points = try await PointsWorld()
        await points.sign()
        #expect(try await adjust(points, 10_000)["balance"]?.integer == 10_010)
        let asked = try await adjust(points, 10_001, ref: "big")
        let approval = try #require(asked["approval"]?.integer)
        #expect(asked["balance"]?.integer == 10_010, "nothing is done yet")
        #expect(try await adjust(points, 10_001, ref: "big")["approval"]?.integer == approval)
        let waiting = try await rows(points, "approvals")
        #expect(waiting.map { $0["summary"]?.string } == ["points=10001"])

        let others: [(Operator, Int, String)] = [
            (Self.person("o:1"), 403, "approval_of_own_request"),
            (.key, 403, "login_not_fresh"),
            (Self.person("o:2", age: 301), 403, "login_not_fresh"),
            (Self.person("o:2", age: nil), 403, "login_not_fresh"),
            (Self.person("o:2", [.support]), 403, "forbidden"),
        ]
        for (administrator, status, name) in others {
            let answer = await decide(points, approval, by: administrator)
            #expect(answer.status == status && answer.body.contains(name), "\(answer)")
        }
        #expect(await decide(points, 7, by: Self.person("o:2")).status == 404)

        let approved = await decide(points, approval, by: Self.person("o:2"))
        #expect(approved == Answer(200, #"{"id":\#(approval),"state":"approved"}"#))
        #expect(await decide(points, approval, by: Self.person("o:3")).status == 409)
        let balance = await points.get("/api/query_balance/", ["openid": "o1"])
        #expect(try balance.json["data"]?["balance"]?.integer == 20_011)
        #expect(try await points.check().balance == 20_011)
    }

    @Test func whoHasGoneIsGivenNothing() async throws {
        let points = try await PointsWorld()
        await points.sign()
        let asked = try await adjust(points, 10_001)
        let approval = try #require(asked["approval"]?.integer)
        await points.deliver(.of(1, "user.deleted", iid: 1))
        let answer = await decide(points, approval, by: Self.person("o:2"))
        #expect(answer.status == 404 && answer.body.contains("participant_unknown"), "\(answer)")
        #expect(try await rows(points, "approvals").count == 1, "it is still undecided")
    }

    @Test func aRefIsOfOneAdjustment() async throws {
        let points = try await PointsWorld()
        await points.sign()
        let asked = try await adjust(points, 10_001, ref: "big")
        let approval = try #require(asked["approval"]?.integer)
        let other = await points.harness.call(
            .post,
            "/admin/points/adjust",
            ["openid": "o1", "point": "30000", "reason": "活动", "ref": "big"],
            by: Self.person("o:1")
        )
        #expect(other.status == 409 && other.body.contains("ref_reused"), "\(other)")
        #expect(try await adjust(points, 10_001, ref: "big")["approval"]?.integer == approval)
        #expect(try await rows(points, "trail").count == 1, "it was asked for once")
        #expect(await decide(points, approval, by: Self.person("o:2")).status == 200)
        let again = try await adjust(points, 10_001, ref: "big")
        #expect(again["repeated"] == .bool(true) && again["approval"]?.integer == nil, "\(again)")
        #expect(try await points.check().balance == 10_011)
    }

    @Test func aRefThatWasUsedMeanwhile() async throws {
        let points = try await PointsWorld()
        await points.sign()
        let asked = try await adjust(points, 10_001, ref: "r")
        let approval = try #require(asked["approval"]?.integer)
        _ = try await adjust(points, 5, ref: "r")
        let answer = await decide(points, approval, by: Self.person("o:2"))
        #expect(answer.status == 409 && answer.body.contains("ref_reused"), "\(answer)")
        #expect(try await points.check().balance == 15)
    }

    @Test func refusingIsForOthersAndOnce() async throws {
        let points = try await PointsWorld()
        await points.sign()
        let asked = try await adjust(points, 10_001)
        let approval = try #require(asked["approval"]?.integer)
        let other = Self.person("o:2", age: nil)
        #expect(await decide(points, 7, "refuse", by: other).status == 404)
        let own = await decide(points, approval, "refuse", by: Self.person("o:1"))
        #expect(own.status == 403 && own.body.contains("approval_of_own_request"))
        #expect(await decide(points, approval, "refuse", by: other).status == 200)
        let again = await decide(points, approval, "refuse", by: other)
        #expect(again.status == 409 && again.body.contains("approval_decided"))
        #expect(try await points.check().balance == 10)
    }

    @Test func onlyOneOfManyDecides() async throws {
        let points = try await PointsWorld()
        await points.sign()
        let asked = try await adjust(points, 50_000)
        let approval = try #require(asked["approval"]?.integer)
        let statuses = await withTaskGroup(of: Int.self) { group in
            for number in 2..<12 {
                let verdict = number.isMultiple(of: 2) ? "approve" : "refuse"
                group.addTask {
                    await decide(points, approval, verdict, by: Self.person("o:\(number)")).status
                }
            }
            return await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 200 } == 1 && statuses.count { $0 == 409 } == 9)
        let isApproved = try await rows(points, "approvals?state=approved").count == 1
        #expect(try await points.check().balance == (isApproved ? 50_010 : 10))
    }

    @Test func whatCannotBeDoneAnyMoreStaysUndecided() async throws {
        let points = try await PointsWorld()
        await points.sign()
        _ = try await adjust(points, 10_000)
        let asked = try await adjust(points, -10_005)
        let approval = try #require(asked["approval"]?.integer)
        _ = try await adjust(points, -9_000)
        let answer = await decide(points, approval, by: Self.person("o:2"))
        #expect(answer.status == 409 && answer.body.contains("balance_too_low"))
        #expect(try await rows(points, "approvals").count == 1)
        #expect(await decide(points, approval, "refuse", by: Self.person("o:2")).status == 200)
        #expect(try await rows(points, "approvals").isEmpty)
    }

    @Test func everyChangeStandsInTheTrail() async throws {
        let points = try await PointsWorld()
        await points.sign()
        _ = try await adjust(points, 5, ref: "r")
        _ = try await adjust(points, 5, ref: "r")
        _ = try await adjust(points, 20_000)
        let trail = try await rows(points, "trail")
        #expect(trail.map { $0["what"]?.string } == ["points.adjust.asked", "points.adjust"])
        let last = try #require(trail.last)
        #expect(last["operator_id"]?.string == "o:1" && last["operator_name"]?.string == "名o:1")
        #expect(last["subject"]?.string == "iid:1" && last["reason"]?.string == "活动")
        #expect(last["before"]?.string == "balance=10" && last["after"]?.string == "balance=15")
        #expect(last["request_id"]?.string == "test-request")
        #expect(try await rows(points, "trail?operator=o:2").isEmpty)
        #expect(try await rows(points, "trail?subject=iid:1&limit=1").count == 1)
    }
}
