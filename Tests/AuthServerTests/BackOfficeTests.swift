import AuthDomain
import Basics
import HTTP
import JSON
import ServiceKit
import Storage
import Testing

@testable import AuthServer

/// What stands under `/admin/auth/`.
@Suite struct BackOfficeTests {
    private let world: AuthWorld

    init() async throws { world = try await AuthWorld() }

    private func admin(
        _ method: HTTP.Method,
        _ path: String,
        _ parameters: [String: String] = [:]
    ) async -> Answer {
        await world.harness.call(
            method,
            "/admin/auth/\(path)",
            parameters,
            by: AuthWorld.owner
        )
    }

    private func code(_ answer: Answer) -> String? { answer.json["error"]?["code"]?.string }

    private func events(_ type: String) async throws -> [JSONValue] {
        try await world.auth.database.read { connection in
            try connection.all("SELECT data FROM outbox WHERE type = ?1 ORDER BY id", type) {
                try JSON.parse($0.bytes(0))
            }
        }
    }

    @Test func usersAreFoundByAnyName() async throws {
        let uid = try await world.bound("o1", mobile: "13812345678", unionid: "u1")
        for search in [
            ["mobile": "+86 138 1234 5678"], ["openid": "o1"], ["unionid": "u1"],
            ["uid": "\(uid)"],
        ] {
            let users = await admin(.get, "users", search).json["rows"]?.array
            #expect(users?.count == 1)
            #expect(users?.first?["uid"]?.integer == uid.rawValue)
            #expect(users?.first?["mobile"]?.string == "138****5678")
            #expect(users?.first?["identities"]?.array?.first?["openid"]?.string == "o1")
        }
        for search in [["mobile": "13900000000"], ["openid": "o2"], ["uid": "1"]] {
            #expect(await admin(.get, "users", search) == Answer(200, #"{"rows":[]}"#))
        }
        #expect(await admin(.get, "users").status == 400)
        #expect(await admin(.get, "users/\(uid)").json["mobile_verified"]?.bool == true)
        #expect(code(await admin(.get, "users/1")) == "user_unknown")
        #expect(code(await admin(.get, "users/x")) == "user_unknown")
    }

    @Test func somebodyWithoutAnAccountIsFoundToo() async throws {
        _ = try await world.shopper("o1", "a")
        let users = await admin(.get, "users", ["openid": "o1"]).json["rows"]?.array
        #expect(users?.count == 1 && users?.first?["live_sessions"]?.integer == 1)
        #expect(users?.first?["uid"] == nil)
    }

    @Test func aBanEndsEverythingUntilItIsLifted() async throws {
        let uid = try await world.bound("o1", mobile: "13812345678")
        let caller = try await world.shopper("o1", "again")
        #expect(await admin(.post, "users/\(uid)/ban").status == 400)
        let answer = await admin(.post, "users/\(uid)/ban", ["reason": "fraud"])
        #expect(answer == Answer(200, #"{"uid":\#(uid),"banned":true,"ended_sessions":2}"#))
        #expect(try await world.auth.session(caller.sid).term.revoked != nil)
        for code in ["new", "newer"] {
            world.weChat.code(code, of: "o1")
            #expect(
                await world.wxLogin(["code": code])
                    == Answer(200, #"{"code":10001,"message":"该微信用户已被限制登录"}"#)
            )
        }
        #expect(await admin(.get, "users/\(uid)").json["banned"]?.bool == true)
        #expect(await admin(.post, "users/\(uid)/unban").json["banned"]?.bool == false)
        world.weChat.code("free", of: "o1")
        #expect(await world.wxLogin(["code": "free"]).code == 0)
        let entry = await admin(.get, "trail", ["subject": "uid:\(uid)"]).json["rows"]?.array?
            .last
        #expect(entry?["operator_name"]?.string == "wang" && entry?["what"]?.string == "user.ban")
        #expect(entry?["reason"]?.string == "fraud")
    }

    @Test func whoeverBecomesOneWithTheBannedIsOut() async throws {
        let uid = try await world.bound("o1", mobile: "13812345678")
        _ = try await world.auth.ban(uid, by: "test")
        let other = try await world.shopper("o2", "b")
        let answer = try await world.bind("13812345678", to: other)
        #expect(answer == Answer(200, #"{"code":10004,"message":"账号已停用"}"#))
        // Nothing has changed by that.
        #expect(try await world.auth.session(other.sid).identity.uid == nil)
        #expect(try await world.auth.session(other.sid).term.revoked == nil)
    }

    @Test func flagsAreSetAndTold() async throws {
        let uid = try await world.bound("o1", mobile: "13812345678")
        let before = try await events("user.changed").count
        let answer = await admin(.patch, "users/\(uid)", ["is_email": "1", "is_mp": "true"])
        #expect(
            answer
                == Answer(
                    200,
                    #"{"uid":\#(uid),"is_email":true,"is_real_name":false,"#
                        + #""is_face":false,"is_mp":true}"#
                )
        )
        let told = try await events("user.changed")
        #expect(told.count == before + 1)
        #expect(told.last?["is_email"]?.bool == true && told.last?["is_face"]?.bool == false)
        _ = await admin(.patch, "users/\(uid)", ["is_email": "1"])
        #expect(try await events("user.changed").count == before + 1)
        #expect(
            await admin(.patch, "users/\(uid)", ["is_email": "0"]).json["is_email"] == .bool(false)
        )
        #expect(await admin(.patch, "users/\(uid)", ["is_email": "x"]).status == 400)
        #expect(code(await admin(.patch, "users/1", ["is_email": "1"])) == "user_unknown")
    }

    @Test func usersAreMerged() async throws {
        let one = try await world.bound("o1", mobile: "13812345678")
        world.weChat.code("b", of: "o2")
        _ = await world.request(["code": "b"])
        let found = await admin(.get, "users", ["openid": "o2"]).json["rows"]?.array?.first
        let two = try #require(found?["uid"]?.integer)
        #expect(
            await admin(.post, "users/\(two)/merge", ["with": "\(one)"]).json["uid"]?.integer
                == one.rawValue
        )
        #expect(try await events("user.merged").first?["into"]?.integer == one.rawValue)
        #expect(await admin(.get, "users/\(two)").status == 200)
        let three = try await world.bound("o3", mobile: "13900000001")
        #expect(
            code(await admin(.post, "users/\(one)/merge", ["with": "\(three)"]))
                == "users_bound_apart"
        )
        #expect(
            code(await admin(.post, "users/\(one)/merge", ["with": "\(one)"])) == "users_are_one"
        )
        #expect(code(await admin(.post, "users/\(one)/merge", ["with": "1"])) == "user_unknown")
    }

    @Test func sessionsAreListedAndEnded() async throws {
        let uid = try await world.bound("o1", mobile: "13812345678")
        let sessions = await admin(.get, "users/\(uid)/sessions").json["rows"]?.array
        let sid = try #require(sessions?.first?["sid"]?.string)
        #expect(await admin(.post, "sessions/\(sid)/revoke").status == 200)
        #expect(await admin(.get, "users/\(uid)/sessions").json["rows"]?.array?.isEmpty == true)
        _ = try await world.shopper("o1", "again")
        #expect(await admin(.post, "users/\(uid)/sessions/revoke").json["ended"]?.integer == 1)
        #expect(code(await admin(.get, "users/1/sessions")) == "user_unknown")
    }

    @Test func appsAreAddedAndTheirSecretsChanged() async throws {
        let app = [
            "app_id": "7", "appid": "wx00000000000000cc", "oper_id": "3", "name": "柑",
            "secret": "the-first-secret",
        ]
        #expect(
            await admin(.post, "apps", app)
                == Answer(200, #"{"app_id":7,"appid":"wx00000000000000cc"}"#)
        )
        #expect(code(await admin(.post, "apps", app)) == "app_taken")
        #expect(
            code(await admin(.post, "apps", app.merging(["app_id": "8"]) { $1 })) == "app_taken"
        )
        #expect(
            code(await admin(.post, "apps", app.merging(["app_id": "0"]) { $1 })) == "app_malformed"
        )
        let another = app.merging(["app_id": "8", "appid": "wx00000000000000dd"]) { $1 }
        for (name, value) in [
            ("appid", "bad"), ("appid", "wx00000000000000CC"), ("secret", "a"), ("oper_id", "0"),
            ("secret", "the-first-secret\nthe-second-secret"), ("name", "柑\u{7}"),
        ] {
            let other = another.merging([name: value]) { $1 }
            #expect(code(await admin(.post, "apps", other)) == "app_malformed", "\(name)")
        }
        #expect(await admin(.post, "apps", ["app_id": "9"]).status == 400)
        let apps = await admin(.get, "apps").json["rows"]?.array
        #expect(apps?.compactMap { $0["app_id"]?.integer } == [1, 2, 7])
        let rotated = await admin(.post, "apps/7/rotate-secret", ["secret": "the-second-secret"])
        #expect(rotated.status == 200)
        world.weChat.code("a", of: "o1")
        _ = await world.wxLogin(["code": "a", "appid": "wx00000000000000cc"])
        #expect(world.weChat.secrets == ["the-second-secret"])
        #expect(
            code(await admin(.post, "apps/9/rotate-secret", ["secret": "a-third-secret-x"]))
                == "app_unknown"
        )
        #expect(
            code(await admin(.post, "apps/7/rotate-secret", ["secret": "x"])) == "app_malformed"
        )
        let off = await admin(.patch, "apps/7", ["is_enabled": "false"])
        #expect(off.status == 200 && off.json["is_enabled"]?.bool == false)
        world.weChat.code("b", of: "o1")
        let shut = await world.wxLogin(["code": "b", "appid": "wx00000000000000cc"])
        #expect(shut.code == 70_011)
        #expect(await admin(.patch, "apps/7", ["is_enabled": "maybe"]).status == 400)
        #expect(await admin(.patch, "apps/7").status == 400)
        #expect(code(await admin(.patch, "apps/9", ["is_enabled": "1"])) == "app_unknown")
        #expect(
            !world.logContains([Bytes("the-first-secret".utf8), Bytes("the-second-secret".utf8)])
        )
        #expect(try !world.fileContains([Bytes("the-second-secret".utf8)]))
        #expect(await admin(.get, "trail", ["subject": "app:7"]).json["rows"]?.array?.count == 3)
    }

    @Test(arguments: ["?limit=0", "?limit=-1", "?limit=x", "?after=x"])
    func theTrailIsReadInParts(query: String) async {
        #expect(await admin(.get, "trail" + query).status == 400)
    }
}
