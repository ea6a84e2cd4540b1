import AuthDomain
import Basics
import HTTP
import JSON
import ServiceKit
import Storage
import Testing

@testable import AuthServer

/// `POST /internal/scenes` and `loginWithSceneId` of `merchants.md`.
@Suite struct SceneTests {
    private let world: AuthWorld

    init() async throws { world = try await AuthWorld() }

    private func make(_ uid: ID<User>, app: Int = 2) async -> Answer {
        await world.harness.call(
            .post,
            "/internal/scenes",
            json:
                #"{"app":\#(app),"iid":1,"uid":\#(uid),"payload":{"user_id":\#(uid),"order_no":"A1"}}"#
        )
    }

    private func scene(for uid: ID<User>, app: Int = 2) async throws -> String {
        try #require(await make(uid, app: app).json["scene"]?.string)
    }

    private func redeem(_ scene: String, _ identity: Identity) async -> Answer {
        await world.harness.call(
            .post,
            "/api/user/loginWithSceneId",
            ["sceneId": scene],
            as: identity
        )
    }

    private func refusal(_ code: Int, _ message: String) -> Answer {
        Answer(200, #"{"code":\#(code),"message":"\#(message)"}"#)
    }

    /// Who asks: bound, in app 1. Who scans: the same person in app 2, new there.
    private func people() async throws -> (uid: ID<User>, scanner: Identity) {
        let bound = try await world.bound("o1", mobile: "13812345678")
        return (bound, try await world.shopper("p1", "s", appid: AuthWorld.otherAppid))
    }

    @Test func aSceneLogsItsUserInOnce() async throws {
        let (uid, scanner) = try await people()
        let scene = try await scene(for: uid)
        #expect(scene.utf8.count == 22)
        let answer = await redeem(scene, scanner)
        #expect(
            answer
                == Answer(
                    200,
                    #"{"code":0,"message":"请求成功","data":{"userInfo":"#
                        + #"{"name":"138****5678","mobile":"13812345678"},"#
                        + #""payload":{"user_id":\#(uid),"order_no":"A1"}}}"#
                )
        )
        #expect(answer.headers["X-Kumquat-Session-Changed"] == scanner.sid)
        #expect(try await world.auth.session(scanner.sid).identity.uid == uid)
        #expect(await redeem(scene, scanner) == refusal(10001, "场景值已被使用"))
    }

    @Test func ofTwentyAtOnceOneGetsIn() async throws {
        let (uid, _) = try await people()
        let scene = try await scene(for: uid)
        var scanners: [Identity] = []
        for number in 0..<20 {
            scanners.append(
                try await world.shopper(
                    ExternalID("q\(number)"),
                    "q\(number)",
                    appid: AuthWorld.otherAppid
                )
            )
        }
        let answers = await withTaskGroup(of: Answer.self) { group in
            for scanner in scanners { group.addTask { await self.redeem(scene, scanner) } }
            return await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        #expect(answers.count { $0.code == 0 } == 1)
        #expect(answers.count { $0 == refusal(10001, "场景值已被使用") } == 19)
    }

    @Test func itIsGoodInItsAppForFiveMinutes() async throws {
        let (uid, scanner) = try await people()
        let elsewhere = try await scene(for: uid, app: 1)
        #expect(await redeem(elsewhere, scanner) == refusal(10001, "场景值无效或已过期"))
        #expect(await redeem("invented", scanner) == refusal(10001, "场景值无效或已过期"))
        #expect(await redeem(" ", scanner) == refusal(10001, "参数不能为空"))
        let late = try await scene(for: uid)
        world.world.time.advance(seconds: 300)
        #expect(await redeem(late, scanner) == refusal(10001, "场景值无效或已过期"))
    }

    /// Nobody is taken from another account; `SceneGrantTests` has what they may do instead.
    @Test func itTakesNobodyFromAnotherAccount() async throws {
        let (uid, scanner) = try await people()
        let own = try await world.bound("p2", mobile: "13900000001", appid: AuthWorld.otherAppid)
        let other = try await world.shopper("p2", "t", appid: AuthWorld.otherAppid)
        #expect(other.uid == own)
        let scene = try await scene(for: uid)
        #expect(await redeem(scene, other).code == 0)
        #expect(try await world.auth.session(other.sid).identity.uid == own)
        #expect(await redeem(scene, scanner) == refusal(10001, "场景值已被使用"))
    }

    @Test func weChatKnowsThatTheyAreTwo() async throws {
        let uid = try await world.bound("o1", mobile: "13812345678", unionid: "u1")
        let other = try await world.shopper(
            "p1",
            "s",
            appid: AuthWorld.otherAppid,
            unionid: "u2"
        )
        let scene = try await scene(for: uid)
        #expect(await redeem(scene, other) == refusal(10006, "该微信已绑定其他账号"))
        // Nothing was used up by that.
        let same = try await world.shopper("p3", "r", appid: AuthWorld.otherAppid)
        #expect(await redeem(scene, same).code == 0)
    }

    @Test func whoIsBannedOrGoneIsNobody() async throws {
        let (uid, scanner) = try await people()
        let (one, two) = (try await scene(for: uid), try await scene(for: uid))
        _ = try await world.auth.ban(uid, by: "test")
        #expect(await redeem(one, scanner) == refusal(10004, "账号不存在"))
        try await world.auth.unban(uid, by: "test")
        #expect(await redeem(one, scanner).code == 0)
        _ = try await world.auth.deleteUser(uid, by: "test")
        #expect(await redeem(two, scanner) == refusal(10001, "场景值无效或已过期"))
        #expect(await redeem(two, scanner).code == 10001)
    }

    @Test func anIdentityThatIsNoMoreIsTold() async throws {
        let (uid, scanner) = try await people()
        let scene = try await scene(for: uid)
        try await world.auth.deleteAccount(of: scanner)
        #expect(await redeem(scene, scanner) == refusal(70010, "微信openId不存在"))
    }

    @Test(arguments: [
        (#"{"app":9,"uid":1,"payload":{}}"#, 404, "app_unknown"),
        (#"{"app":1,"uid":1,"payload":{}}"#, 404, "user_unknown"),
        (#"{"app":1,"uid":1,"payload":[]}"#, 422, "payload_malformed"),
        (#"{"app":1,"uid":1}"#, 400, "parameter_missing"),
    ])
    func whatIsNoScene(_ json: String, _ status: Int, _ code: String) async {
        let answer = await world.harness.call(.post, "/internal/scenes", json: json)
        #expect(answer.status == status)
        #expect(answer.json["error"]?["code"]?.string == code)
    }
}
