import AuthDomain
import Basics
import HTTP
import JSON
import ServiceKit
import Storage
import Testing
import WeChat

@testable import AuthServer

@Suite struct CodeReplayTests {
    @Test func theSameCodeWithinAMinuteGetsTheSameAnswer() async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        let first = await world.request(["code": "a"])
        world.world.time.advance(seconds: 60)
        #expect(await world.request(["code": "a"]) == first)
        #expect(first.data["is_new"]?.bool == true)
        #expect(world.weChat.calls == 1)
        #expect(try await world.count("SELECT count(*) FROM session") == 1)
        world.world.time.advance(seconds: 1)
        #expect(
            await world.request(["code": "a"]) == Answer(200, #"{"code":-3,"msg":"获取openID失败"}"#)
        )
    }

    @Test func anotherInterfaceAndAnotherAppAskForThemselves() async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        _ = await world.request(["code": "a"])
        let merchants = await world.wxLogin(["code": "a"])
        #expect(merchants == Answer(200, #"{"code":10001,"message":"code已被使用"}"#))
        let other = await world.request(["code": "a", "appid": AuthWorld.otherAppid])
        #expect(other.code == -3)
        #expect(world.weChat.calls == 3)
    }

    @Test func theSameCodeManyTimesAtOnceIsOneLogin() async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        let answers = await withTaskGroup(of: Answer.self) { group in
            for _ in 0..<50 { group.addTask { await world.request(["code": "a"]) } }
            return await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        #expect(answers.count == 50)
        #expect(answers.allSatisfy { $0 == answers[0] && $0.code == 0 })
        #expect(world.weChat.calls == 1)
        #expect(try await world.count("SELECT count(*) FROM session") == 1)
    }

    /// Between a look that found nothing and the claim, another one may have been answered.
    @Test func whatIsAnsweredIsNotClaimedAgain() async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        #expect(await world.request(["code": "a"]).code == 0)
        let request = LoginRequest(app: ID(1), code: "a", contract: .points)
        #expect(try await world.auth.claim(request) == nil)
        world.world.time.advance(seconds: 61)
        #expect(try await world.auth.claim(request) != nil)
    }

    @Test func theSameCodeAtTwoReplicasAtOnceIsOneLogin() async throws {
        let world = try await AuthWorld()
        let replica = try world.replica()
        try await replica.keepKeys()
        for round in 0..<10 {
            world.weChat.code("code \(round)", of: "o1")
            let answers = await withTaskGroup(of: Answer.self) { group in
                for number in 0..<10 {
                    group.addTask {
                        let harness = number % 2 == 0 ? world.harness : replica.harness
                        return await harness.call(.get, "/api/login/", ["code": "code \(round)"])
                    }
                }
                return await group.reduce(into: [Answer]()) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.code == 0 })
            #expect(Set(answers.map(\.token)).count <= 2)
            #expect(world.weChat.calls == round + 1)
        }
        #expect(try await world.count("SELECT count(*) FROM session") == 10)
        #expect(try await world.count("SELECT count(*) FROM code_claim") == 0)
    }

    @Test func aRefusedCodeMayBeTriedAgain() async throws {
        let world = try await AuthWorld()
        #expect(await world.request(["code": "a"]).code == -3)
        world.weChat.fail(.unstubbed)
        #expect(await world.request(["code": "a"]).status == 503)
        world.weChat.fail(nil)
        #expect(try await world.count("SELECT count(*) FROM code_claim") == 0)
        world.weChat.code("b", of: "o1")
        #expect(await world.request(["code": "b"]).code == 0)
        #expect(world.weChat.calls == 3)
    }

    @Test func aRevokedSessionIsNotGivenOutAgain() async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        _ = await world.request(["code": "a"])
        let sid = try await world.auth.database.read {
            try $0.first("SELECT sid FROM session") { try $0.text(0) }
        }
        try await world.auth.revoke(try #require(sid), by: "test")
        #expect(await world.request(["code": "a"]).code == -3)
    }

    @Test func manyFirstLoginsOfOnePersonMakeOneUser() async throws {
        let world = try await AuthWorld()
        for number in 0..<100 { world.weChat.code("code \(number)", of: "o1", unionid: "u1") }
        let answers = await withTaskGroup(of: Answer.self) { group in
            for number in 0..<100 {
                group.addTask { await world.request(["code": "code \(number)"]) }
            }
            return await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        #expect(answers.allSatisfy { $0.code == 0 })
        #expect(answers.filter { $0.data["is_new"]?.bool == true }.count == 1)
        #expect(try await world.count("SELECT count(*) FROM identity") == 1)
        #expect(try await world.count("SELECT count(*) FROM user_account") == 1)
        #expect(try await world.count("SELECT count(*) FROM registration") == 1)
        #expect(try await world.count("SELECT count(*) FROM outbox") == 1)
        #expect(try await world.count("SELECT count(*) FROM session") == 100)
    }

    @Test func openidsAreComparedAsOctets() async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "\u{e9}")
        world.weChat.code("b", of: "e\u{301}")
        for code in ["a", "b"] {
            #expect(await world.request(["code": code]).data["is_new"]?.bool == true)
        }
    }
}
