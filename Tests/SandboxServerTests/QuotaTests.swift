import JSON
import Testing

@testable import SandboxServer

@Suite struct QuotaTests {
    private static let text = #"{"version":2,"scene":1,"openid":"~","content":"x"}"#

    /// Path, span, body, and what is said when it is used up.
    @Test(arguments: [
        (WeChatAPI.CheckText.path, "minute", text, 45011),
        (WeChatAPI.CheckText.path, "day", text, 45009),
        (WeChatAPI.UnlimitedCode.path, "minute", #"{"scene":"a"}"#, 45009),
        (
            WeChatAPI.CheckMedia.path, "day",
            #"{"version":2,"scene":1,"openid":"~","media_type":2,"media_url":"http://x/"}"#, 45009
        ),
    ])
    func usedUp(_ path: String, _ span: String, _ body: String, _ errcode: Int64) async throws {
        let world = try await AppWorld()
        _ = try await world.control(
            "/sandbox/quotas",
            #"{"path":"\#(path)","span":"\#(span)","maximum":2}"#
        )
        for _ in 0..<2 {
            let reply = try await world.call(path, body)
            #expect(reply.errcode ?? 0 == 0, "\(reply.text)")
        }
        #expect(try await world.call(path, body).errcode == errcode)
        // It is noon: the day ends in twelve hours.
        try await world.sandbox.advance(span == "minute" ? 60 : 3600)
        let later = try await world.call(path, body).errcode ?? 0
        #expect(later == (span == "minute" ? 0 : errcode))
    }

    @Test func theDayIsChinas() async throws {
        let world = try await AppWorld()
        let path = WeChatAPI.StableToken.path
        _ = try await world.control(
            "/sandbox/quotas",
            #"{"path":"\#(path)","span":"day","maximum":1}"#
        )
        let app = try #require(try await world.list("/sandbox/apps", "apps").first)
        let body =
            #"{"grant_type":"client_credential","appid":"\#(AppWorld.appid)","#
            + #""secret":"\#(app["secret"]?.string ?? "")"}"#
        #expect(try await world.sandbox.post(path, body).errcode == nil)
        try await world.sandbox.advance(12 * 3600 - 1)
        #expect(try await world.sandbox.post(path, body).errcode == 45009)
        try await world.sandbox.advance(1)
        #expect(try await world.sandbox.post(path, body).errcode == nil)
    }

    @Test func codesAreLimitedForEver() async throws {
        let world = try await AppWorld()
        _ = try await world.control(
            "/sandbox/quotas",
            #"{"path":"codes","span":"ever","maximum":2}"#
        )
        let body = #"{"path":"pages/x/y"}"#
        #expect(try await world.call(WeChatAPI.LimitedCode.path, body).errcode == nil)
        #expect(try await world.call(WeChatAPI.SquareCode.path, body).errcode == nil)
        #expect(try await world.call(WeChatAPI.LimitedCode.path, body).errcode == 45029)
        #expect(try await world.call(WeChatAPI.SquareCode.path, body).errcode == 45029)
        let unlimited = try await world.call(WeChatAPI.UnlimitedCode.path, #"{"scene":"a"}"#)
        #expect(unlimited.errcode == nil)
    }

    /// What was refused for another reason does not count.
    @Test func onlySuccessesCount() async throws {
        let world = try await AppWorld()
        let path = WeChatAPI.SendMessage.path
        _ = try await world.control(
            "/sandbox/quotas",
            #"{"path":"\#(path)","span":"day","maximum":1}"#
        )
        _ = try await world.control("/sandbox/templates", #"{"template_id":"T"}"#)
        let body = #"{"touser":"~","template_id":"T","data":{"thing1":{"value":"x"}}}"#
        for _ in 0..<3 { #expect(try await world.call(path, body).errcode == 43101) }
        let accept = #"{"user":"xiaoming","template_id":"T","times":2}"#
        _ = try await world.control("/sandbox/subscribe", accept)
        #expect(try await world.call(path, body).errcode == 0)
        #expect(try await world.call(path, body).errcode == 45009)
        let used = try await world.list("/sandbox/quotas", "quotas").first {
            $0["path"]?.string == path && $0["appid"]?.string == AppWorld.appid
        }
        #expect(used?["maximum"]?.integer == 1)
        #expect(used?["used"]?.integer == 1)
        _ = try await world.control("/sandbox/reset", "{}")
        let fresh = try await world.list("/sandbox/quotas", "quotas").first {
            $0["path"]?.string == path && $0["appid"]?.string == AppWorld.appid
        }
        #expect(fresh?["maximum"]?.integer == 30_000_000)
        #expect(fresh?["used"]?.integer == 0)
    }

    @Test func theUsualOnes() async throws {
        let quotas = try await AppWorld().list("/sandbox/quotas", "quotas")
        #expect(quotas.count == Quota.usual.count * 3)
        #expect(Quota.usual.first { $0.name == WeChatAPI.CheckText.path }?.maximum == 4000)
    }

    @Test(arguments: [
        "{}", #"{"path":"/x","span":"day","maximum":1}"#,
        #"{"path":"codes","span":"week","maximum":1}"#, #"{"path":"codes","span":"ever"}"#,
        #"{"path":"codes","span":"ever","maximum":-1}"#,
    ])
    func malformed(_ body: String) async throws {
        #expect(try await AppWorld().sandbox.post("/sandbox/quotas", body).status == 400)
    }
}
