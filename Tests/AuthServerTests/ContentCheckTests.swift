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

/// `POST /internal/content-check`, `/internal/wxacode` and WeChat's messages.
@Suite struct ContentCheckTests {
    private let world: AuthWorld
    private static let token = "push-token"

    init() async throws { world = try await AuthWorld() }

    private func check(_ iid: ID<WeChatIdentity>, _ rest: String) async -> Answer {
        await world.harness.call(
            .post,
            "/internal/content-check",
            json: #"{"iid":\#(iid),\#(rest)}"#
        )
    }

    private func checked() async throws -> [JSONValue] {
        try await world.auth.database.read { connection in
            try connection.all("SELECT data FROM outbox WHERE type = 'content.checked' ORDER BY id")
            {
                try JSON.parse($0.bytes(0))
            }
        }
    }

    /// What WeChat sends about a picture, signed.
    private func push(
        _ traceID: String,
        _ suggestion: String,
        app: Int = 1,
        token: String = token
    ) async -> Answer {
        let query = MessagePush(appid: AuthWorld.appid, token: token, encodingAESKey: nil)?
            .signature(timestamp: "1768449600", nonce: "n")
        return await world.harness.call(
            .post,
            "/callbacks/wechat/\(app)?signature=\(query ?? "")&timestamp=1768449600&nonce=n",
            json: #"{"ToUserName":"gh_1","FromUserName":"o1","CreateTime":1768449600,"#
                + #""MsgType":"event","Event":"wxa_media_check","appid":"\#(AuthWorld.appid)","#
                + #""trace_id":"\#(traceID)","version":2,"errcode":0,"errmsg":"ok","#
                + #""result":{"suggest":"\#(suggestion)","label":100}}"#
        )
    }

    private func setPush() async throws {
        let answer = await world.harness.call(
            .post,
            "/admin/auth/apps/1/message-push",
            ["token": Self.token],
            by: AuthWorld.owner
        )
        try #require(answer.status == 200)
    }

    @Test(arguments: [("pass", "pass"), ("违规", "risky"), ("待审", "review")])
    func textsAreJudgedAtOnce(_ text: String, _ state: String) async throws {
        let author = try await world.shopper("o1", "a")
        let answer = await check(author.iid, #""text":"\#(text)""#)
        #expect(answer.json["state"]?.string == state)
        #expect(answer.json["check_id"]?.string?.isEmpty == false)
        #expect(try await checked().isEmpty)
    }

    @Test func picturesArePendingUntilWeChatComesBack() async throws {
        try await setPush()
        let author = try await world.shopper("o1", "a")
        for (trace, suggestion, state) in [
            ("t1", "pass", "pass"), ("t2", "risky", "risky"), ("t3", "review", "review"),
        ] {
            world.weChat.nextTrace(trace)
            let answer = await check(author.iid, #""image":"https://k.example/p.jpg""#)
            #expect(answer.json["state"]?.string == "pending")
            let checkID = try #require(answer.json["check_id"]?.string)
            for _ in 0..<2 { #expect(await push(trace, suggestion) == Answer(200, "success")) }
            let events = try await checked().filter { $0["check_id"]?.string == checkID }
            #expect(events.count == 1 && events[0]["state"]?.string == state)
        }
    }

    @Test func aVerdictMayBeFasterThanWeAre() async throws {
        try await setPush()
        let author = try await world.shopper("o1", "a")
        #expect(await push("t9", "risky") == Answer(200, "success"))
        world.weChat.nextTrace("t9")
        let answer = await check(author.iid, #""image":"https://k.example/p.jpg""#)
        #expect(answer.json["state"]?.string == "risky")
    }

    @Test func afterAnHourAPersonHasToLook() async throws {
        let author = try await world.shopper("o1", "a")
        _ = await check(author.iid, #""image":"https://k.example/p.jpg""#)
        try await world.auth.settleOverdueChecks()
        #expect(try await checked().isEmpty)
        world.world.time.advance(seconds: 3601)
        for _ in 0..<2 { try await world.auth.settleOverdueChecks() }
        #expect(try await checked().map { $0["state"]?.string } == ["review"])
    }

    @Test func messagesOfOthersAreRefused() async throws {
        #expect(await push("t1", "pass").status == 404)
        try await setPush()
        #expect(await push("t1", "pass", token: "other").status == 403)
        #expect(await push("t1", "pass", app: 2).status == 404)
        #expect(await push("t1", "pass", app: 9).status == 404)
        let secrets = MessagePush(appid: AuthWorld.appid, token: Self.token, encodingAESKey: nil)
        let signature = try #require(secrets?.signature(timestamp: "1", nonce: "n"))
        let path = "/callbacks/wechat/1?timestamp=1&nonce=n&echostr=hello&signature="
        #expect(await world.harness.call(.get, path + signature) == Answer(200, "hello"))
        #expect(await world.harness.call(.get, path + "00").status == 403)
        #expect(try await world.count("SELECT count(*) FROM content_check") == 0)
    }

    @Test func aMessageUnderAKeyIsOpened() async throws {
        let key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
        let answer = await world.harness.call(
            .post,
            "/admin/auth/apps/1/message-push",
            ["token": Self.token, "encoding_aes_key": key],
            by: AuthWorld.owner
        )
        #expect(answer.status == 200)
        #expect(await push("t1", "pass").status == 403)
        let secrets = try #require(
            MessagePush(appid: AuthWorld.appid, token: Self.token, encodingAESKey: key)
        )
        let text =
            #"{"ToUserName":"gh_1","FromUserName":"o1","CreateTime":1768449600,"#
            + #""MsgType":"event","Event":"subscribe_msg_popup_event"}"#
        let sealed = try #require(secrets.seal(Bytes(text.utf8), random: SecureRandom.source))
        let signature = secrets.signature(of: sealed, timestamp: "1", nonce: "n")
        let taken = await world.harness.call(
            .post,
            "/callbacks/wechat/1?timestamp=1&nonce=n&encrypt_type=aes&msg_signature=\(signature)",
            json: #"{"ToUserName":"gh_1","Encrypt":"\#(sealed)"}"#
        )
        #expect(taken == Answer(200, "success"))
        let short = await world.harness.call(
            .post,
            "/admin/auth/apps/1/message-push",
            ["token": Self.token, "encoding_aes_key": "short"],
            by: AuthWorld.owner
        )
        #expect(short.status == 400)
    }

    @Test(
        arguments: [
            (FakeWeChat.refusal(61010), 200, "review"), (FakeWeChat.refusal(48001), 409, nil),
            (.unstubbed, 503, nil), (.busy(retryAfterSeconds: 1), 503, nil),
        ] as [(WeChatFailure, Int, String?)]
    )
    func whenWeChatDoesNotLook(
        _ failure: WeChatFailure,
        _ status: Int,
        _ state: String?
    ) async throws {
        let author = try await world.shopper("o1", "a")
        world.weChat.fail(failure)
        for content in [#""text":"x""#, #""image":"https://k.example/p.jpg""#] {
            let answer = await check(author.iid, content)
            #expect(answer.status == status && answer.json["state"]?.string == state)
        }
    }

    @Test func whatCannotBeChecked() async throws {
        let author = try await world.shopper("o1", "a")
        #expect(await check(ID(9), #""text":"x""#).status == 404)
        #expect(await check(author.iid, #""image":"ftp://x""#).status == 422)
        #expect(await check(author.iid, #""scene":"wall","text":"x""#).status == 400)
        #expect(await check(author.iid, #""scene":"forum""#).status == 400)
        let long = String(repeating: "长", count: 2501)
        #expect(await check(author.iid, #""text":"\#(long)""#).status == 422)
    }

    @Test func codesAreDrawn() async throws {
        let wish = #"{"app":1,"scene":"abc-DEF_1","page":"pages/index/index"}"#
        let answer = await world.harness.call(.post, "/internal/wxacode", json: wish)
        #expect(answer.status == 200 && answer.headers["Content-Type"] == "image/png")
        for (json, status) in [
            (#"{"app":9,"scene":"a"}"#, 404), (#"{"app":1,"scene":"中"}"#, 422),
            (#"{"app":1,"scene":"a%20b"}"#, 422),
            (#"{"app":1,"scene":"123456789012345678901234567890123"}"#, 422),
            (#"{"app":1}"#, 400), ("{", 400),
        ] {
            #expect(
                await world.harness.call(.post, "/internal/wxacode", json: json).status == status
            )
        }
        for (failure, status) in [
            (FakeWeChat.refusal(41030), 422), (FakeWeChat.refusal(45009), 503),
            (FakeWeChat.refusal(40013), 409), (WeChatFailure.unstubbed, 503),
        ] {
            world.weChat.fail(failure)
            #expect(
                await world.harness.call(.post, "/internal/wxacode", json: wish).status == status
            )
        }
    }
}
