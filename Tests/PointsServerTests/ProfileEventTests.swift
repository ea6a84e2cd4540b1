import Basics
import Events
import HTTP
import ServiceKit
import Storage
import Testing

@testable import PointsServer

/// What auth tells of accounts, in whatever order it comes, and how somebody goes.
@Suite struct ProfileEventTests {
    private func status(_ points: PointsWorld, _ number: Int64 = 1) async -> String {
        let parameters = ["openid": "o\(number)"]
        return await points.get("/api/auth_status/", parameters, as: number).body
    }

    private func ranking(_ points: PointsWorld, _ number: Int64 = 1) async -> String {
        let parameters = ["openid": "o\(number)"]
        return await points.get("/api/rank_by_balance/", parameters, as: number).body
    }

    @Test func allEightKeysAlways() async throws {
        let points = try await PointsWorld()
        func answer(_ flags: [Bool]) -> String {
            let names = ["is_phone", "is_email", "is_real_name", "is_face", "is_wx_run", "is_mp"]
            let members = zip(names, flags).map { #""\#($0)":\#($1)"# }.joined(separator: ",")
            return #"{"code":0,"msg":"成功","data":{\#(members),"is_eye":false,"eye_status":"need"}}"#
        }
        let no = [false, false, false, false, false, false]
        #expect(await status(points) == answer(no))
        await points.deliver(.of(1, "user.phone_bound", iid: 1))
        #expect(await status(points) == answer([true, false, false, false, false, false]))
        await points.deliver(.changed(3, iid: 1, "一", ["is_email", "is_mp"]))
        #expect(await status(points) == answer([false, true, false, false, false, true]))
        await points.deliver(.changed(2, iid: 1, "旧", ["is_face"]))
        #expect(await status(points) == answer([false, true, false, false, false, true]))
        await points.deliver(.changed(4, iid: 1, "一", ["is_real_name", "is_face"]))
        #expect(await status(points) == answer([false, false, true, true, false, false]))
        #expect(await points.get("/api/auth_status/", [:]) == .missing)
        let wrong = Answer(200, #"{"code":-2,"msg":"错误的openid"}"#)
        #expect(await points.get("/api/auth_status/", ["openid": "o2"]) == wrong)
    }

    @Test func ranksByBalance() async throws {
        let points = try await PointsWorld()
        #expect(await ranking(points) == #"{"code":0,"msg":"成功","data":[],"rank":0}"#)
        await points.deliver(.changed(1, iid: 2, "小\\\"明"))
        for number in Int64(1)...3 { await points.sign(number) }
        await points.deliver(.registered(2, iid: 4))
        let lines = #"[1,"","",10],[2,"小\"明","https://a/2",10],[3,"","",10],[4,"","",0]"#
        let answer = #"{"code":0,"msg":"成功","data":[\#(lines)],"rank":"#
        for (number, rank) in [(1, 1), (2, 2), (3, 3), (4, 4), (5, 0)] {
            #expect(await ranking(points, Int64(number)) == answer + "\(rank)}")
        }
        let posted = await points.harness.call(
            .post,
            "/api/rank_by_balance",
            ["openid": "o3"],
            as: PointsWorld.caller(3)
        )
        #expect(posted.body == answer + "3}")
        #expect(await points.get("/api/rank_by_balance/", [:]) == .missing)
        let empty = await points.harness.call(
            .post,
            "/api/rank_by_balance",
            as: PointsWorld.caller(3)
        )
        #expect(empty == .missing)
        let stranger = await points.get("/api/rank_by_balance/", ["openid": "o2"])
        #expect(stranger.status == 403)
        #expect(stranger.body.hasPrefix(#"{"code":-403,"#))
    }

    @Test func whoGoesLeavesNothingButTheLedger() async throws {
        let points = try await PointsWorld()
        await points.deliver(.changed(1, iid: 1, "一"), .changed(2, iid: 2, "二"))
        await points.sign(1)
        await points.sign(2)
        await points.deliver(.of(5, "user.deleted", iid: 1), .changed(4, iid: 1, "一"))
        let left = #"{"code":0,"msg":"成功","data":[[1,"二","https://a/2",10]],"rank":1}"#
        #expect(await ranking(points, 2) == left)
        let balance = await points.get("/api/query_balance/", ["openid": "o2"], as: 2)
        #expect(balance.body.hasSuffix(#"{"balance":10,"p_num":1,"avg_balance":10}}"#))
        let sums = LedgerCheck.Sums(participants: 1, entries: 3, balance: 10)
        #expect(try await points.check() == sums)
        let traces = try await points.service.database.read { connection in
            let openids = try connection.all("SELECT openid FROM participant WHERE iid = 1") {
                try $0.octets(0).text
            }
            let names = try connection.all(
                """
                SELECT nickname FROM profile WHERE iid = 1 UNION ALL
                SELECT avatar FROM profile WHERE iid = 1
                """,
                row: { try $0.text(0) }
            )
            return openids + names
        }
        #expect(traces.allSatisfy { !$0.contains("o1") && !$0.contains("一") }, "\(traces)")
        #expect(await points.sign(1) == Answer(200, #"{"code":-3,"msg":"错误的openid"}"#))
        let code = await points.get("/api/query_share_code/", ["openid": "o1"])
        #expect(code == Answer(200, #"{"code":-2,"msg":"错误的openid"}"#))
    }

    /// The end may be told before the beginning.
    @Test func whoHasGoneDoesNotComeBack() async throws {
        let points = try await PointsWorld()
        await points.deliver(.of(2, "user.deleted", iid: 1), .registered(1, iid: 1))
        #expect(try await points.check() == LedgerCheck.Sums())
        #expect(await points.sign(1).body.hasPrefix(#"{"code":-3,"#))
    }
}
