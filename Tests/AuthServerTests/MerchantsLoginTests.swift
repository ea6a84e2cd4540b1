import Basics
import HTTP
import JSON
import ServiceKit
import Testing
import WeChat

@testable import AuthServer

@Suite struct MerchantsLoginTests {
    @Test(arguments: [
        ("no code", [:], Answer(200, #"{"code":10001,"message":"参数不能为空"}"#)),
        (
            "unknown app", ["code": "c", "appid": "wx1"],
            Answer(200, #"{"code":70011,"message":"微信appid不存在"}"#)
        ),
        ("unknown code", ["code": "c"], Answer(200, #"{"code":10001,"message":"code无效或已过期"}"#)),
    ])
    func refuses(_ name: String, _ parameters: [String: String], _ answer: Answer) async throws {
        let world = try await AuthWorld()
        #expect(await world.wxLogin(parameters) == answer)
    }

    @Test func givesATokenWithoutAnAccount() async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        let answer = await world.wxLogin(["code": "a"])
        #expect(answer.code == 0)
        #expect(answer.data["userInfo"] == nil)
        #expect(!answer.token.isEmpty)
        #expect(try await world.count("SELECT count(*) FROM user_account") == 0)
        #expect(try await world.count("SELECT count(*) FROM outbox") == 0)
    }

    @Test func registeredWithPointsIsNotBound() async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        world.weChat.code("b", of: "o1")
        _ = await world.request(["code": "a"])
        #expect(await world.wxLogin(["code": "b"]).data["userInfo"] == nil)
    }

    @Test func theTestUserIsBoundInTheSandboxOnly() async throws {
        let world = try await AuthWorld()
        for appid in [AuthWorld.appid, AuthWorld.appid, AuthWorld.otherAppid] {
            let answer = await world.wxLogin(["code": "user", "appid": appid])
            #expect(answer.code == 0)
            let user = answer.data["userInfo"]
            #expect(user?["name"]?.string == "测试用户")
            #expect(user?["mobile"]?.string == "13800000000")
        }
        #expect(try await world.count("SELECT count(*) FROM user_account") == 1)
        #expect(try await world.count("SELECT count(*) FROM identity") == 2)
        #expect(world.weChat.calls == 0)
        let production = try await AuthWorld(stage: .production)
        let refused = await production.wxLogin(["code": "user"])
        #expect(refused == Answer(200, #"{"code":10001,"message":"code无效或已过期"}"#))
        #expect(production.weChat.calls == 1)
    }

    @Test func withoutADefaultTheAppHasToBeNamed() async throws {
        let production = try await AuthWorld(stage: .production, defaultAppID: nil)
        #expect(await production.wxLogin(["code": "a"]).code == 70011)
        let sandbox = try await AuthWorld(stage: .sandbox, defaultAppID: nil)
        sandbox.weChat.code("a", of: "o1")
        #expect(await sandbox.wxLogin(["code": "a"]).code == 0)
        #expect(try await sandbox.count("SELECT app_id FROM identity") == 1)
    }

    @Test func weChatBeingAwayIsNoRefusal() async throws {
        let world = try await AuthWorld()
        world.weChat.fail(.unstubbed)
        #expect(
            await world.wxLogin(["code": "c"])
                == Answer(503, #"{"code":500,"message":"微信暂时不可用，请稍后再试"}"#)
        )
    }
}
