import Basics
import HTTP
import PointsDomain
import ServiceKit
import Storage
import Testing

@testable import PointsServer

/// Points given and taken by decisions: by the back office and by other processes.
@Suite struct AdjustmentTests {
    private func adjust(_ points: PointsWorld, _ more: [String: String]) async -> Answer {
        let usual = ["openid": "o1", "point": "5", "reason": "补偿"]
        return await points.harness.call(
            .post,
            "/admin/points/adjust",
            usual.merging(more) { $1 },
            by: .key
        )
    }

    private func redeem(_ points: PointsWorld, _ json: String) async -> Answer {
        await points.harness.call(.post, "/internal/points/redeem", json: json)
    }

    private func redeemAtTheCounter(
        _ points: PointsWorld,
        _ more: [String: String]
    ) async -> Answer {
        let usual = ["openid": "o1", "point": "5", "reason": "礼品"]
        return await points.harness.call(
            .post,
            "/admin/points/redeem",
            usual.merging(more) { $1 },
            by: .key
        )
    }

    private func refusal(_ status: Int, _ code: String, _ answer: Answer) -> Bool {
        answer.status == status && answer.body.hasPrefix(#"{"error":{"code":"\#(code)","#)
    }

    @Test func givesAndTakes() async throws {
        let points = try await PointsWorld()
        await points.sign()
        func answer(_ balance: Int, repeated: Bool = false) -> Answer {
            Answer(200, #"{"iid":1,"balance":\#(balance),"repeated":\#(repeated)}"#)
        }
        #expect(await adjust(points, [:]) == answer(15))
        #expect(await adjust(points, [:]) == answer(20), "an adjustment of its own")
        #expect(await adjust(points, ["ref": "r", "point": "-3"]) == answer(17))
        #expect(await adjust(points, ["ref": "r", "point": "-3"]) == answer(17, repeated: true))
        #expect(refusal(409, "ref_reused", await adjust(points, ["ref": "r", "point": "3"])))
        let otherwise = ["ref": "r", "point": "-3", "reason": "别的"]
        #expect(refusal(409, "ref_reused", await adjust(points, otherwise)))
        #expect(refusal(409, "balance_too_low", await adjust(points, ["point": "-18"])))
        let all = await redeem(points, #"{"iid":1,"point":17,"reason":"兑换","ref":"r"}"#)
        #expect(all == answer(0))
        let again = await redeem(points, #"{"iid":1,"point":17,"reason":"兑换","ref":"r"}"#)
        #expect(again == answer(0, repeated: true), "also when the balance is low by now")
        let more = await redeem(points, #"{"iid":1,"point":1,"reason":"兑换","ref":"s"}"#)
        #expect(refusal(409, "balance_too_low", more))
        let spent = await redeemAtTheCounter(points, ["point": "1"])
        #expect(refusal(409, "balance_too_low", spent))
        let sums = LedgerCheck.Sums(participants: 1, entries: 5, balance: 0)
        #expect(try await points.check() == sums)
        let record = await points.get("/api/query_point_record/", ["openid": "o1", "num": "2"])
        #expect(
            record.body.contains(#"{"name":"积分兑换","c_time":"2026-01-15 12:00:00","point":-17}"#)
        )
        #expect(record.body.contains(#""name":"积分调整""#))
    }

    @Test(
        arguments: [
            (["openid": ""], 400), (["point": ""], 400), (["reason": " "], 400),
            (["point": "0"], 400), (["point": "1.5"], 400), (["point": "1000000001"], 400),
            (["point": "-9223372036854775808"], 400), (["ref": "a b"], 400),
            (["reason": String(repeating: "长", count: 201)], 400),
            (["reason": "a" + String(repeating: "\u{301}", count: 200)], 400),
            (["ref": String(repeating: "r", count: 65)], 400), (["app": "x"], 400),
            (["openid": "nobody"], 404), (["app": "2"], 404),
        ] as [([String: String], Int)]
    )
    func refuses(_ parameters: [String: String], _ status: Int) async throws {
        let points = try await PointsWorld()
        await points.sign()
        #expect(await adjust(points, parameters).status == status)
        #expect(try await points.check().balance == 10)
    }

    @Test(
        arguments: [
            (#"{"iid":1,"point":1,"reason":"x"}"#, 400),
            (#"{"iid":1,"point":-1,"reason":"x","ref":"r"}"#, 400),
            (#"{"iid":9,"point":1,"reason":"x","ref":"r"}"#, 404),
            (#"{"openid":"o1","point":1,"reason":"x","ref":"r"}"#, 400),
        ]
    )
    func refusesBetweenProcesses(_ json: String, _ status: Int) async throws {
        let points = try await PointsWorld()
        await points.sign()
        #expect(await redeem(points, json).status == status)
        #expect(try await points.check().balance == 10)
    }

    @Test func redeemsAtTheCounter() async throws {
        let points = try await PointsWorld()
        await points.sign()
        let spent = Answer(200, #"{"iid":1,"balance":5,"repeated":false}"#)
        #expect(await redeemAtTheCounter(points, ["ref": "r"]) == spent)
        let again = await redeemAtTheCounter(points, ["ref": "r"])
        #expect(again == Answer(200, #"{"iid":1,"balance":5,"repeated":true}"#))
        let other = await redeemAtTheCounter(points, ["ref": "r", "point": "1"])
        #expect(refusal(409, "ref_reused", other))
        let unknown = await redeemAtTheCounter(points, ["openid": "nobody"])
        #expect(refusal(404, "participant_unknown", unknown))
        let missing = await redeemAtTheCounter(points, ["reason": ""])
        #expect(refusal(400, "parameter_missing", missing))
    }

    @Test func anOpenidOfSeveralApps() async throws {
        let points = try await PointsWorld()
        await points.sign()
        try await points.service.database.file.write { connection in
            let other = Participant(id: ID(9), app: ID(2), openid: "o1")
            try PointsStore(connection).register(other, at: UnixTime(seconds: 0))
        }
        #expect(refusal(409, "openid_ambiguous", await adjust(points, [:])))
        #expect(refusal(409, "openid_ambiguous", await redeemAtTheCounter(points, [:])))
        #expect(await adjust(points, ["app": "2"]).body.hasPrefix(#"{"iid":9,"balance":5,"#))
    }

    @Test func oneRefAtOnce() async throws {
        let points = try await PointsWorld()
        await points.sign()
        let answers = await withTaskGroup(of: Answer.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    await self.redeem(points, #"{"iid":1,"point":6,"reason":"x","ref":"r"}"#)
                }
            }
            return await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        #expect(answers.allSatisfy { $0.status == 200 })
        #expect(answers.count { $0.body.hasSuffix(#""repeated":false}"#) } == 1)
        #expect(try await points.check().balance == 4)
    }
}
