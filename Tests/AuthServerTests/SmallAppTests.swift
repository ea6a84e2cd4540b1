import AuthDomain
import Basics
import HTTP
import JSON
import ServiceKit
import Storage
import Testing
import WeChat

@testable import AuthServer

@Suite struct SmallAppTests {
    private func request(_ form: [String: String], in world: AuthWorld) async -> Answer {
        await world.harness.call(.post, "/api/smallapp/login", form)
    }

    private func authorise(
        _ form: [String: String],
        as identity: Identity,
        in world: AuthWorld
    ) async -> Answer {
        await world.harness.call(.post, "/api/smallapp/oauth", form, as: identity)
    }

    private func world() async throws -> (AuthWorld, Identity) {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        let answer = await request(["app_id": "1", "code": "a"], in: world)
        #expect(answer.code == 0 && answer.data["oauthed"] == .bool(false))
        #expect(answer.data["user"] == nil && !answer.token.isEmpty)
        return (world, try await world.identity(of: "o1"))
    }

    @Test(
        arguments: [
            ([:], -1), (["app_id": "1"], -1), (["code": "c"], -1),
            (["app_id": "x", "code": "c"], -2),
            (["app_id": "9", "code": "c"], -2), (["app_id": "1", "code": "invented"], -3),
        ] as [([String: String], Int64)]
    )
    func logInRefuses(_ form: [String: String], _ code: Int64) async throws {
        let world = try await AuthWorld()
        let answer = await request(form, in: world)
        #expect(answer.status == 200 && answer.code == code)
    }

    @Test func authorisesOnceAndForAll() async throws {
        let (world, identity) = try await world()
        let form = try PhoneData.profile(of: "o1").parameters(["app_id": "1"])
        for _ in 0..<2 {
            #expect(
                await authorise(form, as: identity, in: world)
                    == Answer(
                        200,
                        #"{"code":0,"msg":"成功","data":{"nickname":"小明","#
                            + #""avatar":"https://example.com/a.png","mobile":""}}"#
                    )
            )
        }
        world.weChat.code("b", of: "o1")
        let again = await request(["app_id": "1", "code": "b"], in: world)
        #expect(again.data["oauthed"] == .bool(true))
        #expect(again.data["user"]?["nickname"]?.string == "小明")
    }

    @Test func theNameThatWeChatGivesToEverybodyTakesNobodysPlace() async throws {
        let (world, identity) = try await world()
        for (nickname, shown) in [("微信用户", "微信用户"), ("小明", "小明"), ("微信用户", "小明")] {
            let form = try PhoneData.profile(of: "o1", nickname: nickname)
                .parameters(["app_id": "1"])
            let answer = await authorise(form, as: identity, in: world)
            #expect(answer.data["nickname"]?.string == shown)
        }
    }

    @Test func bindsToTheUserOfTheSameUnionid() async throws {
        let world = try await AuthWorld()
        world.weChat.code("p", of: "p1", unionid: "u")
        _ = await world.request(["code": "p", "appid": AuthWorld.otherAppid])
        world.weChat.code("a", of: "o1")
        _ = await request(["app_id": "1", "code": "a"], in: world)
        let identity = try await world.identity(of: "o1")
        let form = try PhoneData.profile(of: "o1", unionid: "u").parameters(["app_id": "1"])
        #expect(await authorise(form, as: identity, in: world).code == 0)
        #expect(try await world.count("SELECT count(*) FROM user_account") == 1)
        #expect(try await world.count("SELECT count(*) FROM identity WHERE uid IS NULL") == 0)
    }

    @Test func refuses() async throws {
        let (world, identity) = try await world()
        let good = try PhoneData.profile(of: "o1").parameters(["app_id": "1"])
        let stale = try PhoneData.profile(of: "o1", key: 1)
        let cases: [([String: String], Int64)] = [
            (["app_id": ""], -1), (["iv": ""], -1), (["encryptedData": ""], -1),
            (["app_id": "x"], -2), (["app_id": "9"], -2), (["app_id": "2"], -2),
            (stale.parameters(), 8524), (["iv": "AAAA"], 8524), (["encryptedData": "*"], 8524),
            (try PhoneData.phone().parameters(), 8524),
        ]
        for (change, code) in cases {
            let answer = await authorise(good.merging(change) { $1 }, as: identity, in: world)
            #expect(answer.status == 200 && answer.code == code)
        }
        #expect(try await world.count("SELECT count(*) FROM user_account") == 0)
    }

    @Test func anotherUsersDataEndsTheSession() async throws {
        let (world, identity) = try await world()
        let theirs = try PhoneData.profile(of: "o2").parameters(["app_id": "1"])
        let answer = await authorise(theirs, as: identity, in: world)
        #expect(answer.status == 200 && answer.code == 8527)
        let own = try PhoneData.profile(of: "o1").parameters(["app_id": "1"])
        let after = await authorise(own, as: identity, in: world)
        #expect(after.status == 401 && after.code == -401)
    }

    @Test func aFaultIsAnotherCodeForWhoIsRegistered() async throws {
        let (world, identity) = try await world()
        for (code, nickname) in [(8526, "一"), (8525, "二")] as [(Int64, String)] {
            let form = try PhoneData.profile(of: "o1", nickname: nickname)
                .parameters(["app_id": "1"])
            world.auth.database.file.failNextCommits(1, kind: .io)
            let failed = await authorise(form, as: identity, in: world)
            #expect([500, 503].contains(failed.status) && failed.code == code)
            #expect(await authorise(form, as: identity, in: world).code == 0)
        }
    }
}
