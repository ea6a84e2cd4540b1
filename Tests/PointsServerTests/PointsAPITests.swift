import Basics
import HTTP
import ServiceKit
import Testing

@testable import PointsServer

/// The contract, as requests and the exact octets that come back.
@Suite struct PointsAPITests {
    private static let wrongOpenid = Answer(200, #"{"code":-2,"msg":"错误的openid"}"#)

    @Test func signIn() async throws {
        let points = try await PointsWorld()
        #expect(await points.sign() == .ok)
        let again = Answer(200, #"{"code":-2,"msg":"每天只能签到一次"}"#)
        #expect(await points.sign() == again)
        #expect(await points.sign() == again)
        #expect(await points.sign(2) == .ok)
    }

    @Test(
        arguments: [
            ([:], Answer.missing), (["openid": ""], .missing), (["openid": " \u{3000}"], .missing),
            (["openid": "o2"], Answer(200, #"{"code":-3,"msg":"错误的openid"}"#)),
            (["openid": "nobody"], Answer(200, #"{"code":-3,"msg":"错误的openid"}"#)),
            (["openid": "o1 "], Answer(200, #"{"code":-3,"msg":"错误的openid"}"#)),
            (["openid": "O1"], Answer(200, #"{"code":-3,"msg":"错误的openid"}"#)),
        ] as [([String: String], Answer)]
    )
    func signInRefuses(_ parameters: [String: String], _ answer: Answer) async throws {
        let points = try await PointsWorld()
        await points.sign(2)
        let caller = PointsWorld.caller(1)
        #expect(await points.harness.call(.post, "/api/sign/", parameters, as: caller) == answer)
        #expect(try await points.check().entries == 1)
    }

    @Test func fromEverySourceOfParameters() async throws {
        let points = try await PointsWorld()
        let harness = points.harness
        let caller = PointsWorld.caller
        #expect(await harness.call(.post, "/api/sign", ["openid": "o1"], as: caller(1)) == .ok)
        #expect(
            await harness.call(.post, "/api/sign/", json: #"{"openid":"o2"}"#, as: caller(2)) == .ok
        )
        #expect(await harness.call(.post, "/api/sign/?openid=o3", as: caller(3)) == .ok)
        let both = await harness.call(
            .post,
            "/api/sign/?openid=o9",
            json: #"{"openid":"o4"}"#,
            as: caller(4)
        )
        #expect(both == .ok)
    }

    @Test func signStatus() async throws {
        let points = try await PointsWorld()
        let path = "/api/sign_status/"
        let no = Answer(200, #"{"code":0,"msg":"成功","data":{"is_sign":false}}"#)
        let yes = Answer(200, #"{"code":0,"msg":"成功","data":{"is_sign":true}}"#)
        #expect(await points.get(path, ["openid": "o1"]) == no)
        await points.sign()
        #expect(await points.get(path, ["openid": "o1"]) == yes)
        #expect(await points.get(path, ["openid": "o2"], as: 2) == no)
        #expect(await points.get(path, [:]) == .missing)
        #expect(await points.get(path, ["openid": "o2"]) == Self.wrongOpenid)
        #expect(try await points.check().participants == 1, "a read writes nothing")
    }

    @Test func queryBalance() async throws {
        let points = try await PointsWorld()
        let path = "/api/query_balance/"
        func answer(_ data: String) -> Answer {
            Answer(200, #"{"code":0,"msg":"成功","data":\#(data)}"#)
        }
        let nothing = answer(#"{"balance":0,"p_num":0,"avg_balance":0}"#)
        #expect(await points.get(path, ["openid": "o1"]) == nothing)
        for number in Int64(1)...3 { await points.sign(number) }
        let signed = answer(#"{"balance":10,"p_num":3,"avg_balance":10}"#)
        #expect(await points.get(path, ["openid": "o1"]) == signed)
        points.world.time.advance(seconds: 86_400)
        await points.sign(1)
        let richer = answer(#"{"balance":20,"p_num":3,"avg_balance":13.33}"#)
        #expect(await points.get(path, ["openid": "o1"]) == richer)
        let stranger = answer(#"{"balance":0,"p_num":3,"avg_balance":13.33}"#)
        #expect(await points.get(path, ["openid": "o9"], as: 9) == stranger)
        #expect(await points.get(path, ["openid": "\t"]) == .missing)
        #expect(await points.get(path, ["openid": "o2"]) == Self.wrongOpenid)
    }

    @Test func queryPointRecord() async throws {
        let points = try await PointsWorld()
        let path = "/api/query_point_record/"
        let none = Answer(200, #"{"code":0,"msg":"成功","data":[]}"#)
        #expect(await points.get(path, ["openid": "o1"]) == none)
        for _ in 0..<3 {
            await points.sign()
            points.world.time.advance(seconds: 86_400)
        }
        let line = { (day: Int) in
            #"{"name":"每日签到","c_time":"2026-01-\#(day) 12:00:00","point":10}"#
        }
        func answer(_ days: Int...) -> Answer {
            let lines = days.map(line).joined(separator: ",")
            return Answer(200, #"{"code":0,"msg":"成功","data":[\#(lines)]}"#)
        }
        let cases: [([String: String], Answer)] = [
            ([:], answer(17, 16, 15)), (["num": "2"], answer(17, 16)),
            (["index": "1", "num": "2"], answer(15)), (["index": "2", "num": "2"], none),
            (["index": "9223372036854775807"], none), (["num": "101"], answer(17, 16, 15)),
            (["index": " ", "num": ""], answer(17, 16, 15)), (["num": "0"], .badRequest),
            (["num": "-1"], .badRequest), (["index": "-1"], .badRequest),
            (["index": "x"], .badRequest), (["num": "1.5"], .badRequest),
            (["num": "9223372036854775808"], .badRequest), (["openid": "o2"], Self.wrongOpenid),
            (["openid": ""], .missing),
        ]
        for (parameters, expected) in cases {
            let all = ["openid": "o1"].merging(parameters) { $1 }
            #expect(await points.get(path, all) == expected, "\(parameters)")
        }
    }

    @Test func noMoreThanAHundredOnAPage() async throws {
        let points = try await PointsWorld()
        for _ in 0..<105 {
            await points.sign()
            points.world.time.advance(seconds: 86_400)
        }
        let answer = await points.get(
            "/api/query_point_record/",
            ["openid": "o1", "num": "1000"]
        )
        #expect(answer.body.split(separator: "c_time").count == 101)
    }

    @Test(arguments: [
        (Method.get, "/api/sign/", 405), (.post, "/api/query_balance/", 405),
        (.get, "/api/nothing/", 404), (.get, "/api/sign_status/?openid=%ff", 400),
        (.get, "/api/sign_status/?openid=o1&openid=o1", 400),
    ])
    func transport(_ method: Method, _ target: String, _ status: Int) async throws {
        let points = try await PointsWorld()
        let answer = await points.harness.call(method, target, as: PointsWorld.caller(1))
        #expect(answer.status == status)
        #expect(answer.body.hasPrefix(#"{"code":-\#(status),"msg":""#))
    }

    @Test(arguments: ["/api/sign_status/", "/api/query_balance/", "/api/query_point_record/"])
    func nobodyWithoutIdentity(_ path: String) async throws {
        let points = try await PointsWorld()
        let open = await points.harness.call(.get, path, ["openid": "o1"])
        #expect(open.status == 401)
        #expect(open.body.hasPrefix(#"{"code":-401,"#))
        let target = try #require(RequestTarget(path + "?openid=o1"))
        var headers = HeaderFields()
        headers.add("X-Kumquat-Identity", PointsWorld.caller(1).header())
        let forged = Request(method: .get, target: target, headers: headers)
        #expect(await points.harness.answer(forged).status == 401)
    }
}
