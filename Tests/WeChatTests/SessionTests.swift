import Basics
import HTTP
import HTTPClient
import JSON
import Testing
import WeChat

@Suite struct SessionTests {
    @Test func request() async throws {
        let weChat = FakeWeChat(
            #"{"openid":"oGZUI0egBJY1zhBYw2KhdUfwVJJE","session_key":"tiihtNczf5v6AKRyjwEUhQ=="}"#
        )
        let session = try await weChat.client().session(app, "0a &=é")
        #expect(session.openid == "oGZUI0egBJY1zhBYw2KhdUfwVJJE")
        #expect(session.unionid == nil)
        #expect(session.sessionKey == SessionKey("tiihtNczf5v6AKRyjwEUhQ=="))
        let request = try #require(weChat.requests.first)
        #expect(weChat.requests.count == 1)
        #expect(request.method == .get)
        #expect(
            request.target == "/sns/jscode2session?appid=wx4f4bc4dec97d474b&secret=s3cret"
                + "&js_code=0a%20%26%3D%C3%A9&grant_type=authorization_code"
        )
        #expect(request.address == .tcp(host: "api.weixin.qq.com", port: 443))
        #expect(request.tls)
    }

    /// The documentation's sample has an errcode of 0 in a success; the real thing has none.
    @Test func errcodeOfZero() async throws {
        let weChat = FakeWeChat(
            #"{"errcode":0,"errmsg":"ok","openid":"o1","session_key":"tiihtNczf5v6AKRyjwEUhQ==","#
                + #""unionid":"u1"}"#
        )
        let session = try await weChat.client().session(app, "c")
        #expect(session.openid == "o1")
        #expect(session.unionid == "u1")
    }

    static let refusals: [(Int64, WeChatRefusal.Kind)] = [
        (40029, .codeInvalid), (41008, .codeInvalid), (40163, .codeUsed), (40226, .userBlocked),
        (40013, .appUnknown), (41002, .appUnknown), (40125, .secretWrong), (41004, .secretWrong),
        (40243, .secretWrong), (40164, .addressNotAllowed), (61004, .addressNotAllowed),
        (89503, .addressNotAllowed), (40001, .tokenInvalid), (40014, .tokenInvalid),
        (41001, .tokenInvalid), (42001, .tokenInvalid), (45009, .rateLimited),
        (45011, .rateLimited), (48001, .notAuthorised), (99999, .other),
    ]

    @Test(arguments: refusals)
    func refused(_ code: Int64, _ kind: WeChatRefusal.Kind) async throws {
        let weChat = FakeWeChat(#"{"errcode":\#(code),"errmsg":"whatever, rid: 1-2-3"}"#)
        let refusal = WeChatRefusal(code: code, message: "whatever, rid: 1-2-3")
        #expect(refusal.kind == kind)
        await #expect(throws: WeChatFailure.refused(refusal)) {
            try await weChat.client().session(app, "c")
        }
    }

    @Test(
        arguments: [
            (.answer(200, #"{"errcode":-1,"errmsg":"system error"}"#), .busy(retryAfterSeconds: 1)),
            (.answer(500, ""), .busy(retryAfterSeconds: 1)),
            (.answer(502, "<html>"), .busy(retryAfterSeconds: 1)),
            (.answer(429, ""), .busy(retryAfterSeconds: 1)),
            (.answer(404, "{}"), .brokenAnswer),
            (.answer(200, ""), .brokenAnswer),
            (.answer(200, "<html>"), .brokenAnswer),
            (.answer(200, "[]"), .brokenAnswer),
            (.answer(200, "{}"), .brokenAnswer),
            (.answer(200, #"{"errcode":"x"}"#), .brokenAnswer),
            (.answer(200, #"{"openid":"o1"}"#), .brokenAnswer),
            (.answer(200, #"{"openid":"o1","session_key":"short"}"#), .brokenAnswer),
            (
                .answer(200, #"{"openid":"","session_key":"tiihtNczf5v6AKRyjwEUhQ=="}"#),
                .brokenAnswer
            ),
            (
                .answer(200, #"{"openid":"o 1","session_key":"tiihtNczf5v6AKRyjwEUhQ=="}"#),
                .brokenAnswer
            ),
            (.failure(.unreachable(.tls)), silence(.unreachable(.tls))),
            (.failure(.timedOut), silence(.timedOut)),
            (.failure(.disconnected), silence(.disconnected)),
            (.failure(.cancelled), silence(.cancelled)),
            (.failure(.body(.disconnected)), silence(.body(.disconnected))),
            (.failure(.body(.malformed)), .brokenAnswer),
            (.failure(.brokenAnswer), .brokenAnswer),
            (.failure(.tooLarge), .brokenAnswer),
        ] as [(FakeWeChat.Reply, WeChatFailure)]
    )
    func failures(_ reply: FakeWeChat.Reply, _ failure: WeChatFailure) async throws {
        await #expect(throws: failure) {
            try await FakeWeChat([reply]).client().session(app, "c")
        }
    }

    private static func silence(_ failure: ClientFailure) -> WeChatFailure {
        .unreachable(Unanswered(.tcp(host: "api.weixin.qq.com", port: 443), failure))
    }

    @Test func theLogIsToldWho() {
        #expect(
            Self.silence(.unreachable(.nameUnknown)).description
                == "no answer from WeChat, api.weixin.qq.com:443: the name is not known"
        )
    }

    @Test(arguments: ["", String(repeating: "c", count: 513)])
    func codesThatAreNone(_ code: String) async throws {
        let weChat = FakeWeChat("{}")
        await #expect(
            throws: WeChatFailure.refused(WeChatRefusal(code: 40029, message: "invalid code"))
        ) { try await weChat.client().session(app, code) }
        #expect(weChat.requests.isEmpty)
    }

    @Test(
        arguments: [
            ("https://api.weixin.qq.com", .tcp(host: "api.weixin.qq.com", port: 443), true),
            ("https://api.weixin.qq.com/", .tcp(host: "api.weixin.qq.com", port: 443), true),
            ("http://127.0.0.1:8090", .tcp(host: "127.0.0.1", port: 8090), false),
            ("tcp:127.0.0.1:8090", .tcp(host: "127.0.0.1", port: 8090), false),
            ("unix:/run/sandbox.sock", .unix(path: "/run/sandbox.sock"), false),
        ] as [(String, Address, Bool)]
    )
    func hosts(_ text: String, _ address: Address, _ tls: Bool) throws {
        let host = try #require(WeChatHost(text))
        #expect(host.address == address)
        #expect(host.tls == tls)
    }

    @Test(arguments: ["", "api.weixin.qq.com", "ftp://x", "https://x/path", "https://"])
    func noHosts(_ text: String) {
        #expect(WeChatHost(text) == nil)
    }

    @Test func secretsDoNotPrint() throws {
        let key = try #require(SessionKey("tiihtNczf5v6AKRyjwEUhQ=="))
        let session = WeChatSession(openid: "o1", unionid: nil, sessionKey: key)
        var dumped = ""
        dump(session, to: &dumped)
        dump(app, to: &dumped)
        for text in ["\(session)", "\(app)", String(reflecting: session), dumped] {
            #expect(!text.contains("tiih"))
            #expect(!text.contains("182"), "an octet of the key")
            #expect(!text.contains("s3cret"))
        }
    }
}
