import AuthDomain
import Basics
import HTTP
import JSON
import ServiceKit
import Storage
import Testing

@testable import AuthServer

@Suite struct PointsUpdateTests {
    private static let path = "/api/update/"
    private static let done = Answer(200, #"{"code":0,"msg":"成功"}"#)

    private func world() async throws -> (AuthWorld, Identity) {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        #expect(await world.request(["code": "a"]).code == 0)
        return (world, try await world.identity(of: "o1"))
    }

    @Test(arguments: [
        ("no openid", ["nickname": "n"], Answer(200, #"{"code":-1,"msg":"参数字段不能为空"}"#)),
        ("nothing new", ["openid": "o1"], Answer(200, #"{"code":-1,"msg":"参数字段不能为空"}"#)),
        (
            "no data", ["openid": "o1", "iv": "AAAA"],
            Answer(200, #"{"code":-1,"msg":"参数字段不能为空"}"#)
        ),
        ("sex 3", ["openid": "o1", "sex": "3"], Answer(200, #"{"code":-2,"msg":"错误的性别"}"#)),
        ("sex x", ["openid": "o1", "sex": "x"], Answer(200, #"{"code":-2,"msg":"错误的性别"}"#)),
        (
            "openid", ["openid": "o2", "nickname": "n"],
            Answer(200, #"{"code":-3,"msg":"错误的openID"}"#)
        ),
        (
            "data", ["openid": "o1", "iv": "AAAA", "encryptedData": "x"],
            Answer(200, #"{"code":-4,"msg":"更新失败"}"#)
        ),
        (
            "too long", ["openid": "o1", "nickname": String(repeating: "长", count: 101)],
            Answer(200, #"{"code":-4,"msg":"更新失败"}"#)
        ),
        (
            "one letter, a hundred accents",
            ["openid": "o1", "city": "a" + String(repeating: "\u{301}", count: 100)],
            Answer(200, #"{"code":-4,"msg":"更新失败"}"#)
        ),
    ])
    func refuses(_ name: String, _ parameters: [String: String], _ answer: Answer) async throws {
        let (world, identity) = try await world()
        #expect(await world.harness.call(.post, Self.path, parameters, as: identity) == answer)
        #expect(try await world.events("user.changed").isEmpty)
    }

    @Test func whatIsSaidIsToldOnce() async throws {
        let (world, identity) = try await world()
        let parameters = [
            "openid": "o1", "nickname": "金桔", "sex": "2", "avatar": "https://a.b/b.png",
            "country": "中国", "province": "广东", "city": "广州", "language": "zh_CN",
        ]
        for _ in 0..<2 {
            #expect(
                await world.harness.call(.post, Self.path, parameters, as: identity) == Self.done
            )
        }
        let told = try await world.events("user.changed")
        #expect(told.count == 1)
        #expect(told.first?["nickname"]?.string == "金桔" && told.first?["gender"]?.integer == 2)
        #expect(told.first?["language"]?.string == "zh_CN")
        #expect(told.first?["iids"]?.array?.first?.integer == identity.iid.rawValue)
        let some = ["openid": "o1", "city": "深圳"]
        #expect(await world.harness.call(.post, Self.path, some, as: identity) == Self.done)
        let last = try await world.events("user.changed").last
        #expect(last?["city"]?.string == "深圳" && last?["nickname"]?.string == "金桔")
    }

    @Test func anotherSpellingOfTheSameCharactersIsNew() async throws {
        let (world, identity) = try await world()
        for name in ["e\u{301}", "\u{e9}"] {
            let parameters = ["openid": "o1", "nickname": name]
            #expect(
                await world.harness.call(.post, Self.path, parameters, as: identity) == Self.done
            )
            let told = try await world.events("user.changed").last?["nickname"]?.string
            #expect(told.map { Bytes($0.utf8) } == Bytes(name.utf8))
        }
    }

    @Test func whatIsNoTextIsNotLeftOut() async throws {
        let (world, identity) = try await world()
        let answer = await world.harness.call(
            .post,
            Self.path,
            json: #"{"openid":"o1","nickname":["n"],"city":"深圳"}"#,
            as: identity
        )
        #expect(answer.status == 400 && answer.code == -400)
        #expect(try await world.events("user.changed").isEmpty)
    }

    @Test func dataOfTheDayBeforeYesterdayIsNoData() async throws {
        let (world, identity) = try await world()
        let data = try PhoneData.profile(of: "o1").parameters(["openid": "o1"])
        world.world.time.advance(seconds: 86_401)
        #expect(await world.harness.call(.post, Self.path, data, as: identity).code == -4)
    }

    @Test func whatWeChatSaysWins() async throws {
        let (world, identity) = try await world()
        let data = try PhoneData.profile(of: "o1", nickname: "微信名", gender: 2, unionid: "u9")
        let answer = await world.harness.call(
            .post,
            Self.path,
            data.parameters(["openid": "o1", "nickname": "自己说的", "sex": "1", "city": ""]),
            as: identity
        )
        #expect(answer == Self.done)
        let told = try #require(try await world.events("user.changed").last)
        #expect(told["nickname"]?.string == "微信名" && told["gender"]?.integer == 2)
        #expect(told["city"]?.string == "广州")
        #expect(try await world.identity(of: "o1").unionid == "u9")
        let other = try PhoneData.profile(of: "o2").parameters(["openid": "o1"])
        #expect(await world.harness.call(.post, Self.path, other, as: identity).code == -4)
    }

    /// What only one phone can open, or nobody; more of them in the tests of the domain.
    @Test(arguments: ["wxfile://tmp_1", "http://tmp/a.jpg", "undefined", "javascript:alert(1)"])
    func aPictureThatNobodyElseCanOpenIsRefused(_ avatar: String) async throws {
        let (world, identity) = try await world()
        let form = ["openid": "o1", "avatar": avatar, "nickname": "金桔"]
        #expect(
            await world.harness.call(.post, Self.path, form, as: identity)
                == Answer(200, #"{"code":-4,"msg":"更新失败"}"#)
        )
        #expect(try await world.events("user.changed").isEmpty)
    }

    @Test func controlCharactersAreDropped() async throws {
        let (world, identity) = try await world()
        let form = ["openid": "o1", "nickname": "\u{14}金桔\n"]
        #expect(await world.harness.call(.post, Self.path, form, as: identity) == Self.done)
        let data = try PhoneData.profile(of: "o1", nickname: #"\u0000小\u0014明"#)
        let sealed = data.parameters(["openid": "o1"])
        #expect(await world.harness.call(.post, Self.path, sealed, as: identity) == Self.done)
        let names = try await world.events("user.changed").map { $0["nickname"]?.string }
        #expect(names == ["金桔", "小明"])
    }

    @Test func theNameThatEverybodyHasTakesNobodysPlace() async throws {
        let (world, identity) = try await world()
        let anonymous = try PhoneData.profile(of: "o1", nickname: "微信用户")
        let forms = [
            ["openid": "o1", "nickname": "金桔", "avatar": "https://a.b/c.png", "city": "深圳"],
            anonymous.parameters(["openid": "o1"]),
            anonymous.parameters(["openid": "o1", "nickname": "微信用户", "language": "en"]),
            ["openid": "o1", "nickname": "微信用户"],
        ]
        for form in forms {
            #expect(await world.harness.call(.post, Self.path, form, as: identity) == Self.done)
        }
        let told = try #require(try await world.events("user.changed").last)
        #expect(told["nickname"]?.string == "金桔" && told["city"]?.string == "深圳")
        #expect(told["avatar"]?.string == "https://a.b/c.png")
        let both = anonymous.parameters(["openid": "o1", "nickname": "自己说的"])
        #expect(await world.harness.call(.post, Self.path, both, as: identity) == Self.done)
        #expect(try await world.events("user.changed").last?["nickname"]?.string == "自己说的")
    }

    @Test func aPlusThatArrivesAsASpaceIsAPlus() async throws {
        let (world, identity) = try await world()
        var data = try PhoneData.profile(of: "o1")
        for number in 0..<1000 where !data.encryptedData.contains("+") {
            data = try PhoneData.profile(of: "o1", nickname: "小明\(number)")
        }
        try #require(data.encryptedData.contains("+"))
        let spaced = data.encryptedData.split(separator: "+", omittingEmptySubsequences: false)
        let form = data.parameters([
            "openid": "o1", "encryptedData": spaced.joined(separator: " "),
        ])
        #expect(await world.harness.call(.post, Self.path, form, as: identity) == Self.done)
        #expect(try await world.events("user.changed").count == 1)
    }

    @Test func aFaultOfOursIsACodeOfTheContract() async throws {
        let (world, identity) = try await world()
        world.auth.database.file.failNextCommits(1, kind: .io)
        let answer = await world.harness.call(
            .post,
            Self.path,
            ["openid": "o1", "nickname": "n"],
            as: identity
        )
        #expect([500, 503].contains(answer.status) && answer.code == -4)
    }
}
