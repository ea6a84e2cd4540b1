import AuthDomain
import Basics
import Crypto
import HTTP
import JSON
import ServiceKit
import Storage
import Testing
import WeChat

@testable import AuthServer

@Suite struct PointsLoginTests {
    @Test(arguments: [
        ("no code", [:], Answer(200, #"{"code":-1,"msg":"参数不能为空"}"#)),
        ("blank code", ["code": " "], Answer(200, #"{"code":-1,"msg":"参数不能为空"}"#)),
        (
            "unknown app", ["code": "c", "appid": "wx1"],
            Answer(200, #"{"code":-2,"msg":"系统没有配置微信"}"#)
        ),
        ("unknown code", ["code": "c"], Answer(200, #"{"code":-3,"msg":"获取openID失败"}"#)),
    ])
    func refuses(_ name: String, _ parameters: [String: String], _ answer: Answer) async throws {
        let world = try await AuthWorld()
        #expect(await world.request(parameters) == answer)
    }

    @Test func weChatBeingAwayIsACodeOfTheContract() async throws {
        let world = try await AuthWorld()
        for failure in [WeChatFailure.unstubbed, .brokenAnswer, .busy(retryAfterSeconds: 1)] {
            world.weChat.fail(failure)
            let answer = await world.request(["code": "c"])
            #expect(answer == Answer(503, #"{"code":-3,"msg":"获取openID失败"}"#))
            #expect(answer.headers["Retry-After"] == "1")
        }
    }

    @Test func aFaultOfOursIsACodeOfTheContract() async throws {
        let world = try await AuthWorld()
        world.weChat.code("c", of: "o1")
        world.auth.database.file.failNextCommits(1, kind: .full)
        let answer = await world.request(["code": "c"])
        #expect(answer == Answer(503, #"{"code":-4,"msg":"创建用户失败"}"#))
        #expect(answer.headers["Retry-After"] == "1")
    }

    @Test func registersOnFirstSightOnly() async throws {
        let world = try await AuthWorld()
        for (code, isNew) in [("a", true), ("b", false)] {
            world.weChat.code(code, of: "o1")
            let data = await world.request(["code": code]).data
            #expect(data["openid"]?.string == "o1")
            #expect(data["is_new"]?.bool == isNew)
            #expect(data["expires_in"]?.integer == 604_800)
        }
        #expect(try await world.count("SELECT count(*) FROM identity") == 1)
        #expect(try await world.count("SELECT count(*) FROM user_account") == 1)
        #expect(try await world.count("SELECT count(*) FROM session") == 2)
        #expect(try await world.count("SELECT count(*) FROM outbox") == 1)
        #expect(world.weChat.secrets == [AuthWorld.secret])
    }

    @Test func tellsPointsOfTheNewOneAndWhoInvited() async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1", unionid: "u1")
        _ = await world.request(["code": "a", "invite": "ABC234"])
        let event = try await world.auth.database.read { connection in
            try connection.first("SELECT type, subject, data FROM outbox") { row in
                try (type: row.text(0), subject: row.text(1), data: JSON.parse(row.bytes(2)))
            }
        }
        let iid = try await world.count("SELECT iid FROM identity")
        let uid = try await world.count("SELECT uid FROM identity")
        #expect(event?.type == "user.registered")
        #expect(event?.subject == "iid:\(iid)")
        #expect(event?.data["iid"]?.integer == iid)
        #expect(event?.data["uid"]?.integer == uid)
        #expect(event?.data["app"]?.integer == 1)
        #expect(event?.data["openid"]?.string == "o1")
        #expect(event?.data["unionid"]?.string == "u1")
        #expect(event?.data["invite"]?.string == "ABC234")
    }

    @Test func theAppIsTheOneOfTheReferer() async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        let page = "https://servicewechat.com/\(AuthWorld.otherAppid)/3/page-frame.html"
        let answer = await world.request(["code": "a"], headers: [(name: "Referer", value: page)])
        #expect(answer.code == 0)
        #expect(try await world.count("SELECT app_id FROM identity") == 2)
    }

    @Test func onePersonInTwoAppsIsOneUser() async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1", unionid: "u")
        world.weChat.code("b", of: "p1", unionid: "u")
        _ = await world.request(["code": "a"])
        let second = await world.request(["code": "b", "appid": AuthWorld.otherAppid])
        #expect(second.data["is_new"]?.bool == true)
        #expect(try await world.count("SELECT count(*) FROM user_account") == 1)
        #expect(try await world.count("SELECT count(*) FROM identity WHERE uid IS NOT NULL") == 2)
    }

    @Test func theTokenSaysWhoItIs() async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        let token = await world.request(["code": "a"]).token
        let parts = try #require(JWT.decode(Bytes(token.utf8)))
        let key = try #require(world.auth.keys.active(at: world.auth.now))
        #expect(parts.isSigned(by: key.key.publicKey))
        let header = try JSON.parse(parts.headerJSON)
        #expect(header["alg"]?.string == "EdDSA" && header["kid"]?.string == key.term.kid)
        let claims = try JSON.parse(parts.payload)
        let seconds = world.auth.now.seconds
        #expect(claims["iss"]?.string == "kumquat" && claims["aud"]?.string == "kumquat")
        let iid = try await world.count("SELECT iid FROM identity")
        #expect(claims["sub"]?.string == "\(iid)")
        #expect(claims["app"]?.integer == 1 && claims["oper"]?.integer == 1)
        #expect(claims["openid"]?.string == "o1")
        #expect(claims["unionid"]?.string?.utf8.count == 28)
        #expect(claims["uid"]?.integer == (try await world.count("SELECT uid FROM identity")))
        #expect(claims["iat"]?.integer == seconds && claims["nbf"]?.integer == seconds)
        #expect(claims["exp"]?.integer == seconds + 604_800)
    }

    @Test func isSignedByTheGatewayOrRefused() async throws {
        let world = try await AuthWorld()
        let target = try #require(RequestTarget("/api/login/?code=a"))
        let answer = await world.harness.answer(Request(method: .get, target: target))
        #expect(answer.status == 401)
        #expect(answer.code == -401)
    }
}
