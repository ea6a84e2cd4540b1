import Basics
import Events
import JSON
import PointsDomain
import ServiceKit
import Testing

@testable import PointsServer

/// Codes, who came by them, and what it earns.
@Suite struct InvitationTests {
    private func sharing(_ points: PointsWorld, _ number: Int64 = 1) async throws -> JSONValue {
        let parameters = ["openid": "o\(number)"]
        let answer = await points.get("/api/query_share_code/", parameters, as: number)
        let json = try JSON.parse(Array(answer.body.utf8))
        return try #require(json["data"], "\(answer)")
    }

    private func code(_ points: PointsWorld, _ number: Int64 = 1) async throws -> String {
        try #require(try await sharing(points, number)["share_code"]?.string)
    }

    @Test func aCodeIsMadeOnce() async throws {
        let points = try await PointsWorld()
        let codes = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<20 { group.addTask { try? await self.code(points) } }
            return await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(codes.count == 1)
        let code = try #require(codes.first ?? nil)
        #expect(ShareCode(code)?.text == code)
        #expect(try await self.code(points, 2) != code)
        #expect(try await points.check().participants == 2)
        let data = #"{"share_code":"\#(code)","times":1,"y_rank":0,"n_rank":0}"#
        let answer = await points.get("/api/query_share_code/", ["openid": "o1"])
        #expect(answer == Answer(200, #"{"code":0,"msg":"成功","data":\#(data)}"#))
    }

    @Test func countsNewFriendsOnce() async throws {
        let points = try await PointsWorld()
        let code = try await self.code(points)
        await points.deliver(
            .changed(1, iid: 2, "二"),
            .registered(2, iid: 2, invite: code.lowercased()),
            .registered(3, iid: 2, invite: code),
            .registered(4, iid: 1, invite: code),
            .registered(5, iid: 3, invite: "AAAAAAAA"),
            .registered(6, iid: 4, invite: "<script>"),
            .registered(7, iid: 5, uid: 2, invite: code),
            .registered(8, iid: 6, invite: code, at: 1_768_449_601_000)
        )
        let record = await points.get("/api/query_share_record/", ["openid": "o1"])
        let lines =
            #"{"avatar":"","nickname":"","c_time":"2026-01-15 12:00:01"},"#
            + #"{"avatar":"https://a/2","nickname":"二","c_time":"2026-01-15 12:00:00"}"#
        #expect(record == Answer(200, #"{"code":0,"msg":"成功","data":[\#(lines)]}"#))
        let sums = LedgerCheck.Sums(participants: 6, entries: 2, balance: 40, invitations: 2)
        #expect(try await points.check() == sums)
    }

    /// The caller's own second identity is nobody new, and neither is that of somebody known.
    @Test func neverOneself() async throws {
        let points = try await PointsWorld()
        await points.deliver(.registered(1, iid: 1, uid: 77))
        let code = try await self.code(points)
        await points.deliver(.registered(2, iid: 2, uid: 77, invite: code))
        #expect(try await points.check().invitations == 0)
        let closer = try await self.code(points, 3)
        await points.deliver(
            .of(3, "user.deleted", iid: 3),
            .registered(4, iid: 4, invite: closer)
        )
        #expect(try await points.check().invitations == 0)
    }

    @Test func theMultiplierGrows() async throws {
        let points = try await PointsWorld()
        let code = try await self.code(points)
        for friend in 2...7 {
            await points.deliver(.registered(friend, iid: friend, invite: code))
        }
        #expect(try await sharing(points)["times"] == .integer(2))
        await points.sign()
        let record = await points.get("/api/query_point_record/", ["openid": "o1", "num": "3"])
        let earned = record.body.split(separator: #""point":"#).dropFirst().map { $0.prefix(2) }
        #expect(earned == ["20", "40", "20"], "a sign-in, the sixth friend, the fifth one")
    }

    @Test func bothSidesEarnWhereTheRulesSaySo() async throws {
        let rules = try Rules(
            version: 1,
            tasks: [
                .signIn: Points(1), .invite: .zero, .invitee: Points(7), .wxRun: .zero,
                .wxPhone: .zero, .eye: .zero,
            ]
        )
        let points = try await PointsWorld(rules: rules)
        let code = try await self.code(points)
        await points.deliver(.registered(1, iid: 2, invite: code))
        let sums = LedgerCheck.Sums(participants: 2, entries: 1, balance: 7, invitations: 1)
        #expect(try await points.check() == sums)
        let record = await points.get("/api/query_point_record/", ["openid": "o2"], as: 2)
        #expect(record.body.contains("接受好友邀请"))
    }

    @Test func placesOfTheDay() async throws {
        let points = try await PointsWorld()
        let midnight: Int64 = 1_768_492_800_000
        var seq = 0
        func invite(_ friend: Int, by number: Int64, at: Int64) async throws {
            seq += 1
            let code = try await self.code(points, number)
            await points.deliver(.registered(seq, iid: friend, invite: code, at: at))
        }
        try await invite(11, by: 1, at: midnight - 3)
        try await invite(12, by: 2, at: midnight - 2)
        try await invite(13, by: 2, at: midnight - 1)
        try await invite(14, by: 3, at: midnight)
        func ranks(_ number: Int64) async throws -> [Int64?] {
            let sharing = try await self.sharing(points, number)
            return [sharing["y_rank"]?.integer, sharing["n_rank"]?.integer]
        }
        #expect(try await ranks(1) == [0, 2])
        #expect(try await ranks(2) == [0, 1])
        points.world.time.now = UnixTime(milliseconds: midnight)
        #expect(try await ranks(1) == [2, 0])
        #expect(try await ranks(2) == [1, 0])
        #expect(try await ranks(3) == [0, 1])
        try await invite(15, by: 1, at: midnight - 1)
        #expect(try await ranks(2) == [1, 0], "it was the first to have two")
        #expect(try await ranks(1) == [2, 0])
        points.world.time.advance(seconds: 2 * 86_400)
        #expect(try await ranks(2) == [0, 0])
        #expect(try await points.check().invitations == 5)
    }

    @Test(arguments: ["/api/query_share_code/", "/api/query_share_record/"])
    func refuses(_ path: String) async throws {
        let points = try await PointsWorld()
        #expect(await points.get(path, [:]) == .missing)
        let wrong = Answer(200, #"{"code":-2,"msg":"错误的openid"}"#)
        #expect(await points.get(path, ["openid": "o2"]) == wrong)
        #expect(try await points.check().participants == 0)
    }

    @Test func pagesOfFriends() async throws {
        let points = try await PointsWorld()
        let path = "/api/query_share_record/"
        let none = Answer(200, #"{"code":0,"msg":"成功","data":[]}"#)
        #expect(await points.get(path, ["openid": "o1"]) == none)
        let code = try await self.code(points)
        for friend in 2...6 {
            await points.deliver(
                .changed(friend, iid: friend, "n\(friend)"),
                .registered(friend + 10, iid: friend, invite: code)
            )
        }
        func names(_ page: [String: String]) async -> String {
            let answer = await points.get(path, ["openid": "o1"].merging(page) { $1 })
            return answer.body.split(separator: #""nickname":"n"#).dropFirst().map { $0.prefix(1) }
                .joined()
        }
        #expect(await names([:]) == "65432")
        #expect(await names(["index": "1", "num": "2"]) == "43")
        #expect(await names(["index": "3", "num": "2"]) == "")
        #expect(await points.get(path, ["openid": "o1", "num": "0"]) == .badRequest)
    }
}
