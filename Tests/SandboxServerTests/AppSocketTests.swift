import Basics
import HTTP
import HTTPClient
import Images
import JSON
import Loops
import SMS
import TestKit
import Testing
import WeChat

@testable import SandboxServer

/// The real executable, asked by the clients that ask the real WeChat and the real clouds.
@Suite struct AppSocketTests {
    private struct Setting {
        let stack: Stack
        let app: WeChatApp
        let weChat: WeChatClient
        let openid: ExternalID

        init() async throws {
            stack = try Stack()
            try await stack.start(.sandbox)
            let client = stack.client(of: .sandbox)
            let listed = try await client.get("/sandbox/apps").json?["apps"]?.array?.first
            app = WeChatApp(
                appid: try #require(listed?["appid"]?.string),
                secret: try #require(listed?["secret"]?.string)
            )
            weChat = .live(host: try Self.origin(stack), clock: .system) {
                request throws(ClientFailure) in try await client.exchange(request)
            }
            let code = try await client.send(
                .post,
                "/sandbox/code",
                body: Bytes(#"{"user":"xiaoming"}"#.utf8)
            ).json?["code"]?.string
            openid = try await weChat.session(app, try #require(code)).openid
        }

        static func origin(_ stack: Stack) throws -> Origin {
            try #require(Origin("tcp:127.0.0.1:\(stack.port + 10)"))
        }

        func control(_ target: String, _ body: String) async throws -> JSONValue {
            let answer = try await stack.client(of: .sandbox)
                .send(.post, target, body: Bytes(body.utf8))
            #expect(answer.status == 200)
            return answer.json ?? .null
        }

        func list(_ target: String, _ name: String) async throws -> [JSONValue] {
            let answer = try await stack.client(of: .sandbox).get(target)
            return try #require(answer.json?[name]?.array)
        }

        /// With the app's token.
        func call<Value>(
            _ call: (_ token: String) async throws(WeChatFailure) -> Value
        ) async throws(WeChatFailure) -> Value {
            try await weChat.withAccessToken(of: app, call)
        }

        /// What the call is refused with.
        func refusal<Value>(
            _ call: (_ token: String) async throws(WeChatFailure) -> Value
        ) async -> WeChatRefusal.Kind? {
            do {
                _ = try await self.call(call)
                return nil
            } catch .refused(let refusal) {
                return refusal.kind
            } catch {
                return nil
            }
        }
    }

    @Test func everyCall() async throws {
        let setting = try await Setting()
        try await Self.phone(setting)
        try await Self.codes(setting)
        try await Self.contents(setting)
        try await Self.messages(setting)
        try await Self.staleToken(setting)
    }

    private static func phone(_ setting: Setting) async throws {
        let code = try #require(
            try await setting.control("/sandbox/phone-code", #"{"user":"xiaoming"}"#)["code"]?
                .string
        )
        let phone = try await setting.call { token throws(WeChatFailure) in
            try await setting.weChat.phoneNumber(token, code, setting.openid)
        }
        #expect(phone == PhoneNumber(full: "13800138001", pure: "13800138001", countryCode: "86"))
        let again = await setting.refusal { token throws(WeChatFailure) in
            try await setting.weChat.phoneNumber(token, code, nil)
        }
        #expect(again == .codeUsed)
    }

    /// The pictures hold what is listed, module by module.
    private static func codes(_ setting: Setting) async throws {
        var transparent = CodeOrder(.scene("id=42&v=1", page: "pages/x/y"))
        transparent.isTransparent = true
        transparent.width = 600
        for order in [
            CodeOrder(.scene("id=42&v=1", page: "pages/x/y")), transparent,
            CodeOrder(.path("pages/x/y?id=42")), CodeOrder(.squarePath("pages/x/y?id=42")),
        ] {
            let image = try await setting.call { token throws(WeChatFailure) in
                try await setting.weChat.codeImage(token, order)
            }
            #expect(image.contentType == (order.isTransparent ? "image/png" : "image/jpeg"))
            let listed = try #require(try await setting.list("/sandbox/codes", "codes").first)
            let code = try QRCode(try text(of: listed))
            let picture = try Picture.decode(image.bytes)
            #expect(picture.width == Int(order.width ?? 430))
            #expect(modules(of: picture, like: code) == code.side * code.side)
        }
        let long = CodeOrder(.scene(String(repeating: "a", count: 33), page: nil))
        let refused = await setting.refusal { token throws(WeChatFailure) in
            try await setting.weChat.codeImage(token, long)
        }
        #expect(refused == .sceneInvalid)
    }

    private static func text(of code: JSONValue) throws -> String {
        MiniCode(
            appid: try #require(code["appid"]?.string),
            kind: "",
            scene: try #require(code["scene"]?.string),
            page: try #require(code["page"]?.string),
            env_version: try #require(code["env_version"]?.string),
            at: 0
        ).text
    }

    /// How many modules of the picture, looked at in their middle, are as the code has them.
    private static func modules(of picture: Picture, like code: QRCode) -> Int {
        let size = picture.width / (code.side + 2 * QRCode.quietZone)
        let edge = (picture.width - code.side * size) / 2
        var same = 0
        for row in 0..<code.side {
            for column in 0..<code.side {
                let color = picture.color(
                    atX: edge + column * size + size / 2,
                    y: edge + row * size + size / 2
                )
                let isDark = color.map { $0.alpha > 127 && $0.red < 128 } ?? false
                if isDark == code.isDark(column: column, row: row) { same += 1 }
            }
        }
        return same
    }

    private static func contents(_ setting: Setting) async throws {
        for (text, suggestion) in [
            ("你好", ContentVerdict.Suggestion.pass), ("违规", .risky), ("待审", .review),
        ] {
            let check = TextCheck(text, by: setting.openid, scene: .comment)
            let verdict = try await setting.call { token throws(WeChatFailure) in
                try await setting.weChat.checkText(token, check)
            }
            #expect(verdict.suggestion == suggestion)
        }
        let red = Color(red: 255, green: 0, blue: 0)
        for (color, suggestion) in [
            (Color.white, ContentVerdict.Suggestion.pass), (red, .risky),
        ] {
            let bytes = try Picture(width: 8, height: 8, filled: color).jpeg()
            let image = try #require(CodeImage(bytes))
            let verdict = try await setting.call { token throws(WeChatFailure) in
                try await setting.weChat.checkImage(token, image)
            }
            #expect(verdict == suggestion)
        }
        try await media(setting)
        let nobody = TextCheck("x", by: "o1", scene: .comment)
        let refused = await setting.refusal { token throws(WeChatFailure) in
            try await setting.weChat.checkText(token, nobody)
        }
        #expect(refused == .openidInvalid)
    }

    /// No auth runs here, so that the push finds nobody, four times.
    private static func media(_ setting: Setting) async throws {
        let url = "http://127.0.0.1:\(setting.stack.port + 10)/nothing"
        let check = MediaCheck(.image, at: url, by: setting.openid, scene: .forum)
        let trace = try await setting.call { token throws(WeChatFailure) in
            try await setting.weChat.checkMedia(token, check)
        }
        try await eventually(within: 30, "the push is given up") {
            let push = try await setting.list("/sandbox/pushes", "pushes").first
            return push?["trace_id"]?.string == trace && push?["state"]?.string == "given_up"
                && push?["tries"]?.integer == 4
        }
    }

    private static func messages(_ setting: Setting) async throws {
        let accept = #"{"user":"xiaoming","template_id":"T"}"#
        _ = try await setting.control("/sandbox/subscribe", accept)
        let message = SubscribeMessage(
            to: setting.openid,
            template: "T",
            values: [("thing1", "好"), ("time2", "2019年10月1日 15:01")]
        )
        try await setting.call { token throws(WeChatFailure) in
            try await setting.weChat.sendMessage(token, message)
        }
        let refused = await setting.refusal { token throws(WeChatFailure) in
            try await setting.weChat.sendMessage(token, message)
        }
        #expect(refused == .notSubscribed)
        let data = try await setting.list("/sandbox/messages", "messages").first?["data"]
        #expect(data?["time2"]?["value"]?.string == "2019年10月1日 15:01")
    }

    /// Somebody else forced a new token: the call passes all the same.
    private static func staleToken(_ setting: Setting) async throws {
        let old = try await setting.weChat.accessToken(setting.app)
        let app = setting.app
        let forced =
            #"{"grant_type":"client_credential","appid":"\#(app.appid)","secret":"\#(app.secret)","#
            + #""force_refresh":true}"#
        _ = try await setting.control("/cgi-bin/stable_token", forced)
        let check = TextCheck("x", by: setting.openid, scene: .comment)
        let verdict = try await setting.call { token throws(WeChatFailure) in
            try await setting.weChat.checkText(token, check)
        }
        #expect(verdict.suggestion == .pass)
        #expect(try await setting.weChat.accessToken(app) != old)
    }

    @Test func messagesToPhones() async throws {
        let stack = try Stack()
        try await stack.start(.sandbox)
        let client = stack.client(of: .sandbox)
        let origin = try Setting.origin(stack)
        let tencent = SMSAccount.Provider.tencent(sdkAppID: "1400000000", region: "ap-guangzhou")
        for (provider, template, mobile) in [
            (tencent, "1110", "13800138001"), (.aliyun, "SMS_1", "13800138002"),
        ] {
            func sms(_ secret: String = "sandbox") -> SMSClient {
                .live(
                    SMSAccount(provider, keyID: "sandbox", secret: secret),
                    origin: origin,
                    clock: .system,
                    random: SeededRandom(seed: 1).source
                ) { request throws(ClientFailure) in try await client.exchange(request) }
            }
            func message(_ mobile: String, _ template: String) -> SMSMessage {
                let template = SMSTemplate(sign: "金桔", id: template)
                return SMSMessage(to: mobile, template, [.init("code", "1234")])
            }
            try await sms().send(message(mobile, template))
            await #expect(throws: SMSFailure.limitReached) {
                try await sms().send(message(mobile, template))
            }
            await #expect(throws: SMSFailure.badNumber) {
                try await sms().send(message("123", template))
            }
            for client in [sms("wrong"), sms()] {
                await #expect {
                    try await client.send(message("13800138003", "none"))
                } throws: {
                    guard case .configuration = $0 as? SMSFailure else { return false }
                    return true
                }
            }
            let listed = try await client.get("/sandbox/sms?mobile=\(mobile)")
            let sent = try #require(listed.json?["messages"]?.array)
            #expect(sent.map { $0["text"]?.string } == ["【金桔】1234"])
        }
    }
}
