import Basics
import HTTP
import JSON
import ServiceKit
import Testing
import WeChat

@testable import AuthServer

/// Return codes that need more than a wrong parameter: the world has to stand against the caller.
@Suite struct RefusalTests {
    private let world: AuthWorld

    init() async throws { world = try await AuthWorld() }

    private func visitor(_ openid: ExternalID, _ code: String) async throws -> Identity {
        world.weChat.code(code, of: openid)
        let opened = await world.harness.call(
            .get,
            "/miniprog/wx_auth/get_openid_by_code",
            ["code": code]
        )
        try #require(opened.code == 0, "\(opened)")
        return try await world.identity(of: openid)
    }

    private func wxAuth(
        _ name: String,
        _ form: [String: String],
        as identity: Identity
    ) async -> Answer {
        await world.harness.call(.post, "/miniprog/wx_auth/\(name)", form, as: identity)
    }

    private func admin(
        _ method: HTTP.Method,
        _ path: String,
        _ form: [String: String] = [:]
    ) async -> Answer {
        await world.harness.call(method, "/admin/auth/\(path)", form, by: AuthWorld.owner)
    }

    @Test(
        arguments: [
            (["phone": "123"], 7), (["wx_gender": "3"], 9),
            (["wx_nickname": String(repeating: "x", count: 101)], 10),
        ] as [([String: String], Int64)]
    )
    func logInOfAMember(_ form: [String: String], _ code: Int64) async throws {
        let caller = try await visitor("o1", "a")
        let details = ["openid": "o1", "phone": "13800138000", "nickname": "金桔"]
        #expect(await wxAuth("register", details, as: caller).code == 0)
        let refused = await wxAuth("login", form, as: caller)
        #expect(refused.status == 403 && refused.code == code)
        let member = await wxAuth("login", [:], as: caller).json["results"]?.array?.first
        #expect(member?["account"]?["nickname"]?.string == "金桔", "nothing has changed")
    }

    @Test func openidsOfOthersAndOtherMobiles() async throws {
        let caller = try await visitor("o1", "a")
        let typed = ["phone": "13800138000"]
        let theirs = await wxAuth("register", typed.merging(["openid": "o2"]) { $1 }, as: caller)
        #expect(theirs.status == 403 && theirs.code == 403)
        let own = ["openid": "o1"]
        let none = try PhoneData.phone("")
        let missing = own.merging(["encrypted_phone": none.encryptedData, "iv": none.iv]) { $1 }
        #expect(await wxAuth("register", missing, as: caller).code == 13)
        _ = try await world.bound("o3", mobile: "13812345678", unionid: "u3")
        let bound = try await visitor("o3", "c")
        world.weChat.phoneCode("p", is: "13900139000")
        let another = await wxAuth("register", ["openid": "o3", "code": "p"], as: bound)
        #expect(another.status == 403 && another.code == 14, "\(another)")
    }

    @Test func weChatAwayOrUnconfigured() async throws {
        let caller = try await visitor("o1", "a")
        world.weChat.fail(.unstubbed)
        let proof = ["openid": "o1", "code": "p"]
        let away = await wxAuth("register", proof, as: caller)
        #expect(away.status == 503 && away.code == 503)
        let opening = await world.harness.call(
            .get,
            "/miniprog/wx_auth/get_openid_by_code",
            ["code": "b"]
        )
        #expect(opening.status == 503 && opening.code == 503)
        let small = await world.harness.call(
            .post,
            "/api/smallapp/login",
            ["app_id": "1", "code": "b"]
        )
        #expect(small.status == 503 && small.code == -3)
        world.weChat.fail(nil)
        #expect(await admin(.patch, "apps/1", ["is_enabled": "0"]).status == 200)
        let disabled = await wxAuth("register", proof, as: caller)
        #expect(disabled.status == 403 && disabled.code == 2)
        let unknown = await world.harness.call(
            .get,
            "/miniprog/wx_auth/get_openid_by_code",
            ["code": "b", "appid": "wx00000000000000cc"]
        )
        #expect(unknown.status == 403 && unknown.code == 2)
        #expect(try await world.count("SELECT count(*) FROM registration") == 0)
    }

    @Test func sessionsAndAccountsThatHaveGone() async throws {
        let caller = try await visitor("o1", "a")
        try await world.auth.revoke(caller.sid, by: "test")
        let renewed = await world.harness.call(.post, "/api/session/renew", as: caller)
        #expect(renewed.code == -2, "\(renewed)")
        let uid = try await world.bound("o2", mobile: "13812345678")
        let owner = try await world.identity(of: "o2")
        #expect(await admin(.delete, "users/\(uid)").status == 200)
        let gone = await world.harness.call(
            .post,
            "/api/account/delete",
            ["confirm": "1"],
            as: owner
        )
        #expect(gone.code == -3, "\(gone)")
    }

    @Test func backOfficeAboutNobody() async throws {
        let calls: [(HTTP.Method, String, [String: String], String)] = [
            (.post, "users/9/ban", ["reason": "x"], "user_unknown"),
            (.delete, "users/9", [:], "user_unknown"),
            (
                .post, "apps/9/message-push",
                ["token": "abcdefgh", "encoding_aes_key": String(repeating: "A", count: 43)],
                "app_unknown"
            ),
        ]
        for (method, path, form, name) in calls {
            let answer = await admin(method, path, form)
            #expect(answer.status == 404 && answer.errorName == name, "\(path) \(answer)")
        }
    }

    @Test func pushesForNobodyOrUnreadable() async throws {
        let query = "signature=0&timestamp=1768449600&nonce=n"
        let unknown = await world.harness.call(.get, "/callbacks/wechat/9?\(query)&echostr=x")
        #expect(unknown.status == 404)
        #expect(await admin(.post, "apps/1/message-push", ["token": "push-token"]).status == 200)
        let push = try #require(
            MessagePush(appid: AuthWorld.appid, token: "push-token", encodingAESKey: nil)
        )
        let signature = push.signature(timestamp: "1768449600", nonce: "n")
        let unreadable = await world.harness.call(
            .post,
            "/callbacks/wechat/1?signature=\(signature)&timestamp=1768449600&nonce=n",
            json: "{"
        )
        #expect(unreadable.status == 400)
    }
}
