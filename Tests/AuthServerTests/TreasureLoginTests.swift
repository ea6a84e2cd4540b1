import AuthDomain
import Basics
import HTTP
import JSON
import ServiceKit
import Testing
import WeChat

@testable import AuthServer

@Suite struct TreasureLoginTests {
    private func request(_ query: [String: String], in world: AuthWorld) async -> Answer {
        await world.harness.call(.get, "/api/treasure/userLogin", query)
    }

    @Test func givesTheUserAndAToken() async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        let query = try PhoneData.profile(of: "o1").parameters(["code": "a"])
        let answer = await request(query, in: world)
        #expect(answer.status == 200 && answer.json["status"]?.integer == 0, "\(answer)")
        let data = answer.data
        #expect(data["openid"]?.string == "o1" && data["nickName"]?.string == "小明")
        #expect(data["avatarUrl"]?.string == "https://example.com/a.png")
        #expect(data["gender"]?.integer == 1 && data["city"]?.string == "广州")
        #expect(data["unionid"]?.string?.utf8.count == 28)
        #expect(data["expires_in"]?.integer == 604_800 && !answer.token.isEmpty)
        #expect(await request(query, in: world) == answer)
        #expect(try await world.count("SELECT count(*) FROM user_account") == 1)
        #expect(try await world.count("SELECT count(*) FROM session") == 1)

        world.weChat.code("b", of: "o1", unionid: "u1")
        let known = try PhoneData.profile(of: "o1", unionid: "u1").parameters(["code": "b"])
        #expect(await request(known, in: world).data["unionid"]?.string == "u1")
    }

    @Test func refuses() async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        let good = try PhoneData.profile(of: "o1").parameters(["code": "a"])
        let stale = try PhoneData.profile(of: "o1", key: 1)
        let others = try PhoneData.profile(of: "o2")
        let app = try PhoneData.profile(of: "o1", appid: AuthWorld.otherAppid)
        let cases: [([String: String], Int64)] = [
            (["code": ""], 1), (["iv": " "], 1), (["encryptedData": ""], 1), (["appid": "wx1"], 2),
            (["code": "invented"], 3), (stale.parameters(), 4), (["encryptedData": "***"], 5),
            (try PhoneData.phone().parameters(), 5), (app.parameters(), 6),
            (others.parameters(), 7),
        ]
        for (change, status) in cases {
            let answer = await request(good.merging(change) { $1 }, in: world)
            #expect(answer.status == 200 && answer.json["status"]?.integer == status)
            #expect(answer.json["data"] == nil)
        }
        #expect(try await world.count("SELECT count(*) FROM registration") == 0)
        // The code is spent, and still good for better data.
        #expect(await request(good, in: world).json["status"]?.integer == 0)
        world.weChat.fail(.unstubbed)
        let away = await request(good.merging(["code": "z"]) { $1 }, in: world)
        #expect(away.status == 503 && away.json["status"]?.integer == 503)
    }
}
