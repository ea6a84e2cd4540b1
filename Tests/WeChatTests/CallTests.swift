import Basics
import HTTP
import HTTPClient
import JSON
import Testing
import WeChat

/// What goes to WeChat and what is made of its answers, call by call.
@Suite struct CallTests {
    private static func body(_ weChat: FakeWeChat) async throws -> String {
        let request = try #require(weChat.requests.first)
        return String(decoding: try await request.body.collect(upTo: 100_000), as: UTF8.self)
    }

    private static let ok = #"{"errcode":0,"errmsg":"ok"}"#

    @Test(arguments: [#""86""#, "86"])
    func phoneNumber(_ country: String) async throws {
        let weChat = FakeWeChat(
            #"{"errcode":0,"errmsg":"ok","phone_info":{"phoneNumber":"13580006666","#
                + #""purePhoneNumber":"13580006666","countryCode":\#(country),"#
                + #""watermark":{"timestamp":1637744274,"appid":"wx"}}}"#
        )
        let phone = try await weChat.client().phoneNumber("t&1", "c", "o1")
        #expect(phone == PhoneNumber(full: "13580006666", pure: "13580006666", countryCode: "86"))
        #expect(
            weChat.requests.first?.target == "/wxa/business/getuserphonenumber?access_token=t%261"
        )
        #expect(weChat.requests.first?.method == .post)
        #expect(weChat.requests.first?.repeatable == false)
        #expect(try await Self.body(weChat) == #"{"code":"c","openid":"o1"}"#)
    }

    @Test(arguments: ["", String(repeating: "c", count: 513)])
    func phoneCodesThatAreNone(_ code: String) async throws {
        let weChat = FakeWeChat("{}")
        await #expect(
            throws: WeChatFailure.refused(WeChatRefusal(code: 40029, message: "invalid code"))
        ) { try await weChat.client().phoneNumber("t", code, nil) }
        #expect(weChat.requests.isEmpty)
    }

    private static var transparent: CodeOrder {
        var order = CodeOrder(.scene("a=1", page: nil, checksPage: false))
        order.version = .trial
        order.width = 600
        order.isTransparent = true
        return order
    }

    @Test(arguments: [
        (
            CodeOrder(.scene("a=1", page: "pages/x/y")), "/wxa/getwxacodeunlimit",
            #"{"scene":"a=1","page":"pages/x/y","check_path":true,"env_version":"release"}"#
        ),
        (
            transparent, "/wxa/getwxacodeunlimit",
            #"{"scene":"a=1","check_path":false,"env_version":"trial","width":600,"#
                + #""is_hyaline":true}"#
        ),
        (
            CodeOrder(.path("pages/x/y?a=1")), "/wxa/getwxacode",
            #"{"path":"pages/x/y?a=1","env_version":"release"}"#
        ),
        (
            CodeOrder(.squarePath("pages/x/y?a=1")), "/cgi-bin/wxaapp/createwxaqrcode",
            #"{"path":"pages/x/y?a=1"}"#
        ),
    ])
    func codes(_ order: CodeOrder, _ path: String, _ body: String) async throws {
        let jpeg: Bytes = [0xFF, 0xD8, 0xFF, 0xE0, 0x00]
        let weChat = FakeWeChat([.octets(200, jpeg)])
        let image = try await weChat.client().codeImage("t", order)
        #expect(image.contentType == "image/jpeg")
        #expect(image.bytes == jpeg)
        #expect(weChat.requests.first?.target == "\(path)?access_token=t")
        #expect(try await Self.body(weChat) == body)
    }

    /// A picture is told by its octets, an error by its braces, whatever the type says.
    @Test(
        arguments: [
            (.octets(200, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), nil),
            (.answer(200, #"{"errcode":41030,"errmsg":"invalid page"}"#), .pageInvalid),
            (.answer(200, #"{"errcode":45029,"errmsg":"x"}"#), .codesExhausted),
        ] as [(FakeWeChat.Reply, WeChatRefusal.Kind?)]
    )
    func codeAnswers(_ reply: FakeWeChat.Reply, _ kind: WeChatRefusal.Kind?) async throws {
        let order = CodeOrder(.scene("a", page: nil))
        let client = try FakeWeChat([reply]).client()
        do throws(WeChatFailure) {
            let image = try await client.codeImage("t", order)
            #expect(kind == nil)
            #expect(image.contentType == "image/png")
        } catch {
            guard case .refused(let refusal) = error else { throw error }
            #expect(refusal.kind == kind)
        }
    }

    @Test(
        arguments: [
            (.answer(200, "{}"), .brokenAnswer), (.octets(200, [1, 2, 3]), .brokenAnswer),
            (.answer(200, Self.ok), .brokenAnswer),
            (.answer(502, "x"), .busy(retryAfterSeconds: 1)),
            (.octets(500, [0xFF, 0xD8, 0xFF]), .busy(retryAfterSeconds: 1)),
            (.failure(.tooLarge), .brokenAnswer),
        ] as [(FakeWeChat.Reply, WeChatFailure)]
    )
    func noCode(_ reply: FakeWeChat.Reply, _ failure: WeChatFailure) async throws {
        await #expect(throws: failure) {
            try await FakeWeChat([reply]).client()
                .codeImage("t", CodeOrder(.scene("a", page: nil)))
        }
    }

    @Test func text() async throws {
        let weChat = FakeWeChat(
            #"{"errcode":0,"errmsg":"ok","detail":[{"strategy":"content_model","errcode":0,"#
                + #""suggest":"review","label":20001,"prob":90},{"strategy":"keyword","errcode":0}],"#
                + #""trace_id":"64107881","result":{"suggest":"review","label":20001}}"#
        )
        var check = TextCheck("你好", by: "o1", scene: .forum)
        check.title = "T"
        let verdict = try await weChat.client().checkText("t", check)
        #expect(verdict == ContentVerdict(.review, label: 20001))
        #expect(
            try await Self.body(weChat)
                == #"{"content":"你好","version":2,"scene":3,"openid":"o1","title":"T"}"#
        )
    }

    /// Version 1 said it by a number.
    @Test func textOfVersion1() async throws {
        let weChat = FakeWeChat(#"{"errcode":87014,"errmsg":"risky content"}"#)
        let check = TextCheck("x", by: "o1", scene: .forum)
        #expect(try await weChat.client().checkText("t", check).suggestion == .risky)
    }

    @Test(arguments: [ok, #"{"errcode":0,"result":{"suggest":"perhaps","label":1}}"#])
    func textBroken(_ answer: String) async throws {
        let check = TextCheck("x", by: "o1", scene: .forum)
        await #expect(throws: WeChatFailure.brokenAnswer) {
            try await FakeWeChat(answer).client().checkText("t", check)
        }
    }

    @Test func media() async throws {
        let weChat = FakeWeChat(#"{"errcode":0,"errmsg":"ok","trace_id":"T-1"}"#)
        let check = MediaCheck(.image, at: "https://x/y", by: "o1", scene: .profile)
        #expect(try await weChat.client().checkMedia("t", check) == "T-1")
        #expect(
            try await Self.body(weChat)
                == #"{"media_url":"https://x/y","media_type":2,"version":2,"scene":1,"openid":"o1"}"#
        )
        #expect(weChat.requests.first?.repeatable == false)
        await #expect(throws: WeChatFailure.brokenAnswer) {
            try await FakeWeChat(Self.ok).client().checkMedia("t", check)
        }
    }

    @Test func image() async throws {
        let image = try #require(CodeImage([0xFF, 0xD8, 0xFF, 0x0D, 0x0A, 0x2D, 0x2D]))
        for (answer, suggestion) in [
            (Self.ok, ContentVerdict.Suggestion.pass),
            (#"{"errcode":87014,"errmsg":"risky content"}"#, .risky),
        ] {
            let weChat = FakeWeChat(answer)
            #expect(try await weChat.client().checkImage("t", image) == suggestion)
            let request = try #require(weChat.requests.first)
            let field = try await Parameters.read(
                Request(
                    method: .post,
                    target: try #require(RequestTarget(request.target)),
                    headers: request.headers,
                    body: request.body
                ),
                limit: 10_000
            ).file("media")
            #expect(try field?.read() == image.bytes)
            #expect(field?.contentType == "image/jpeg")
        }
    }

    @Test func message() async throws {
        let weChat = FakeWeChat(Self.ok)
        var message = SubscribeMessage(
            to: "o1",
            template: "T",
            values: [("thing1", "好\"的"), ("time2", "15:01")]
        )
        message.page = "pages/x/y?a=1"
        try await weChat.client().sendMessage("t", message)
        #expect(
            try await Self.body(weChat)
                == #"{"touser":"o1","template_id":"T","page":"pages/x/y?a=1","#
                + #""miniprogram_state":"formal","data":{"thing1":{"value":"好\"的"},"#
                + #""time2":{"value":"15:01"}}}"#
        )
    }

    @Test func shipment() async throws {
        let weChat = FakeWeChat(Self.ok)
        var parcel = Shipment.Parcel("金桔")
        (parcel.carrier, parcel.trackingNumber, parcel.receiver) = ("SF", "1", "189****1234")
        let shipment = Shipment(
            of: .outTrade(mchid: "M", "N"),
            to: "o1",
            by: .express,
            [parcel],
            at: UnixTime(seconds: 1_671_081_600)
        )
        try await weChat.client().uploadShipment("t", shipment)
        #expect(
            try await Self.body(weChat)
                == #"{"order_key":{"order_number_type":1,"mchid":"M","out_trade_no":"N"},"#
                + #""logistics_type":1,"delivery_mode":1,"shipping_list":[{"tracking_no":"1","#
                + #""express_company":"SF","item_desc":"金桔","contact":{"receiver_contact":"#
                + #""189****1234"}}],"upload_time":"2022-12-15T13:20:00+08:00","#
                + #""payer":{"openid":"o1"}}"#
        )
    }

    @Test func order() async throws {
        let weChat = FakeWeChat(
            #"{"errcode":0,"errmsg":"ok","order":{"transaction_id":"42","merchant_trade_no":"N","#
                + #""openid":"o1","paid_amount":100,"order_state":2,"in_complaint":true,"#
                + #""shipping":{"finish_shipping":true}}}"#
        )
        let order = try await weChat.client().shippingOrder("t", .transaction("42"))
        #expect(order.state == .shipped)
        #expect(order.paid == Money(fen: 100))
        #expect(order.isAllShipped)
        #expect(order.isDisputed)
        #expect(try await Self.body(weChat) == #"{"transaction_id":"42"}"#)
        await #expect(throws: WeChatFailure.brokenAnswer) {
            try await FakeWeChat(Self.ok).client().shippingOrder("t", .transaction("42"))
        }
    }

    static let remedies: [(WeChatFailure, WeChatFailure.Remedy)] =
        [
            (.busy(retryAfterSeconds: 1), .retryLater), (.unstubbed, .retryLater),
            (.brokenAnswer, .retryLater),
        ]
        + [
            (45009, .retryLater), (45011, .retryLater), (10_060_001, .retryLater),
            (40001, .refreshToken), (40014, .refreshToken), (42001, .refreshToken),
            (87014, .refused), (43101, .refused), (40163, .refused), (61010, .refused),
            (10_060_003, .refused), (40003, .refused), (43104, .refused), (41030, .ourFault),
            (40169, .ourFault), (47003, .ourFault), (40037, .ourFault), (48001, .ourFault),
            (45029, .ourFault), (40125, .ourFault), (99999, .ourFault),
        ].map { (.refused(WeChatRefusal(code: $0, message: "")), $1) }

    @Test(arguments: remedies)
    func remedy(_ failure: WeChatFailure, _ remedy: WeChatFailure.Remedy) {
        #expect(failure.remedy == remedy)
    }

    @Test(
        arguments: [
            (
                "argument invalid! data.thing5.value invalid rid: 64d4912a-5e4f2ce4-13323c1a",
                "thing5"
            ),
            ("argument invalid! data.thing3.value is emtpy rid: 1-2-3", "thing3"),
            ("whatever", nil),
            ("data.", nil),
        ] as [(String, String?)]
    )
    func field(_ message: String, _ field: String?) {
        #expect(WeChatRefusal(code: 47003, message: message).field == field)
        #expect(WeChatRefusal(code: 40003, message: message).field == nil)
    }
}
