import Basics
import HTTP
import HTTPClient
import JSON
import TestKit
import Testing
import WeChat

@Suite struct AccessTokenTests {
    static func token(_ name: String, _ seconds: Int = 7200) -> FakeWeChat.Reply {
        .answer(200, #"{"access_token":"\#(name)","expires_in":\#(seconds)}"#)
    }

    @Test func request() async throws {
        let weChat = FakeWeChat([Self.token("t1")])
        #expect(try await weChat.client().accessToken(app) == "t1")
        let request = try #require(weChat.requests.first)
        #expect(request.method == .post)
        #expect(request.target == "/cgi-bin/stable_token")
        let body = try await request.body.collect(upTo: 1000)
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"grant_type":"client_credential","appid":"wx4f4bc4dec97d474b","#
                + #""secret":"s3cret"}"#
        )
    }

    @Test func keptUntilFiveMinutesAreLeft() async throws {
        let clock = FakeClock()
        let weChat = FakeWeChat([Self.token("t1"), Self.token("t2", 300), Self.token("t3")])
        let client = try weChat.client(clock: clock.clock)
        #expect(try await client.accessToken(app) == "t1")
        clock.advance(seconds: 6899)
        #expect(try await client.accessToken(app) == "t1")
        clock.advance(seconds: 1)
        #expect(try await client.accessToken(app) == "t2")
        #expect(try await client.accessToken(app) == "t3")
        #expect(weChat.requests.count == 3)
    }

    @Test func askedOnceByMany() async throws {
        let weChat = FakeWeChat([Self.token("t1")])
        let client = try weChat.client()
        let tokens = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<100 { group.addTask { try? await client.accessToken(app) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(tokens == Array(repeating: "t1", count: 100))
        #expect(weChat.requests.count == 1)
    }

    @Test func aFailureIsNotKept() async throws {
        let weChat = FakeWeChat([
            .answer(200, #"{"errcode":40125,"errmsg":"invalid appsecret"}"#), Self.token("t1"),
        ])
        let client = try weChat.client()
        let refusal = WeChatRefusal(code: 40125, message: "invalid appsecret")
        await #expect(throws: WeChatFailure.refused(refusal)) {
            try await client.accessToken(app)
        }
        #expect(try await client.accessToken(app) == "t1")
    }

    @Test func eachAppHasItsOwn() async throws {
        let weChat = FakeWeChat([Self.token("t1"), Self.token("t2")])
        let client = try weChat.client()
        let other = WeChatApp(appid: "wx0000000000000001", secret: "x")
        #expect(try await client.accessToken(app) == "t1")
        #expect(try await client.accessToken(other) == "t2")
        #expect(try await client.accessToken(app) == "t1")
    }

    @Test(arguments: [40001, 40014, 42001])
    func droppedAndTriedOnce(_ code: Int64) async throws {
        let weChat = FakeWeChat([Self.token("t1"), Self.token("t2")])
        let client = try weChat.client()
        let refusal = WeChatFailure.refused(WeChatRefusal(code: code, message: ""))
        let used = try await client.withAccessToken(of: app) { token throws(WeChatFailure) in
            if token == "t1" { throw refusal }
            return token
        }
        #expect(used == "t2")
        var tries = 0
        await #expect(throws: WeChatFailure.self) {
            try await client.withAccessToken(of: app) { _ throws(WeChatFailure) in
                tries += 1
                throw refusal
            }
        }
        // The second token is gone as well, and the script has no third.
        #expect(tries == 1)
    }

    @Test func otherRefusalsAreFinal() async throws {
        let weChat = FakeWeChat([Self.token("t1")])
        let client = try weChat.client()
        let refusal = WeChatFailure.refused(WeChatRefusal(code: 45011, message: ""))
        await #expect(throws: refusal) {
            try await client.withAccessToken(of: app) { _ throws(WeChatFailure) in throw refusal }
        }
        #expect(try await client.accessToken(app) == "t1")
    }

    @Test func aNewerTokenIsNotForgotten() async throws {
        let client = try FakeWeChat([Self.token("t1")]).client()
        #expect(try await client.accessToken(app) == "t1")
        await client.forgetAccessToken(app, "t0")
        #expect(try await client.accessToken(app) == "t1")
    }

    @Test(arguments: [
        "{}", #"{"access_token":"","expires_in":7200}"#, #"{"access_token":"t"}"#,
        #"{"access_token":"t","expires_in":0}"#, #"{"access_token":"t","expires_in":-5}"#,
        #"{"access_token":"t","expires_in":9223372036854775807}"#,
        #"{"access_token":"t u","expires_in":7200}"#, #"{"access_token":7,"expires_in":7200}"#,
    ])
    func broken(_ body: String) async throws {
        await #expect(throws: WeChatFailure.brokenAnswer) {
            try await FakeWeChat(body).client().accessToken(app)
        }
    }

    @Test func theDefaultOfTestsFails() async {
        await #expect(throws: WeChatFailure.unstubbed) {
            try await WeChatClient.unstubbed.session(app, "c")
        }
    }
}
