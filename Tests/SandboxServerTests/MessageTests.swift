import JSON
import Testing

@testable import SandboxServer

@Suite struct MessageTests {
    private static let path = WeChatAPI.SendMessage.path
    private static let template = "dQPDzTDwaXo9JSGCdL0gkXlWhGlgpFaBMC6vGFGlgLU"

    private static func accept(_ world: AppWorld, times: Int = 1) async throws -> Int64? {
        try await world.control(
            "/sandbox/subscribe",
            #"{"user":"xiaoming","template_id":"\#(template)","times":\#(times)}"#
        )["remaining"]?.integer
    }

    private static func body(_ data: String, _ more: String = "") -> String {
        #"{"touser":"~","template_id":"\#(template)","data":{\#(data)}\#(more)}"#
    }

    private static let good = #""thing1":{"value":"好"},"time2":{"value":"2019年10月1日 15:01"}"#

    /// One acceptance, one message.
    @Test func quota() async throws {
        let world = try await AppWorld()
        #expect(try await Self.accept(world) == 1)
        #expect(try await Self.accept(world) == 2)
        #expect(try await world.call(Self.path, Self.body(Self.good)).errcode == 0)
        #expect(try await world.call(Self.path, Self.body(Self.good)).errcode == 0)
        #expect(try await world.call(Self.path, Self.body(Self.good)).errcode == 43101)
        #expect(try await Self.accept(world, times: 3) == 3)
        #expect(try await Self.accept(world, times: 0) == 0)
        #expect(try await world.call(Self.path, Self.body(Self.good)).errcode == 43101)
        #expect(try await world.list("/sandbox/messages", "messages").count == 2)
    }

    @Test func listed() async throws {
        let world = try await AppWorld()
        _ = try await Self.accept(world)
        let more = #","page":"pages/x/y?a=1","miniprogram_state":"trial","lang":"en_US""#
        _ = try await world.call(Self.path, Self.body(Self.good, more))
        let sent = try #require(
            try await world.list("/sandbox/messages?user=xiaoming", "messages").first
        )
        #expect(sent["user"]?.string == "xiaoming")
        #expect(sent["openid"]?.string == world.openid)
        #expect(sent["appid"]?.string == AppWorld.appid)
        #expect(sent["template_id"]?.string == Self.template)
        #expect(sent["page"]?.string == "pages/x/y?a=1")
        #expect(sent["miniprogram_state"]?.string == "trial")
        #expect(sent["lang"]?.string == "en_US")
        #expect(sent["data"]?["thing1"]?["value"]?.string == "好")
        #expect(try await world.list("/sandbox/messages?user=laowang", "messages").isEmpty)
        _ = try await world.control("/sandbox/reset", "{}")
        #expect(try await world.list("/sandbox/messages", "messages").isEmpty)
    }

    /// What SDKs send and WeChat takes: a short page with a query as in its own sample, numbers as
    /// values, empty texts that mean nothing.
    @Test(arguments: [
        body(good, #","page":"index?foo=bar""#), body(good, #","page":"index""#),
        body(good, #","lang":"","miniprogram_state":"","page":"""#),
        body(#""number1":{"value":12}"#), body(#""number1":{"value":1.5},"thing2":{"value":true}"#),
    ])
    func otherSpellings(_ body: String) async throws {
        let world = try await AppWorld()
        _ = try await Self.accept(world)
        let reply = try await world.call(Self.path, body)
        #expect(reply.errcode == 0, "\(reply.text)")
    }

    @Test(
        arguments: [
            (#"{"touser":"o1","template_id":"\#(template)","data":{\#(good)}}"#, 40003),
            (#"{"touser":"~","template_id":"other","data":{\#(good)}}"#, 40037),
            (#"{"touser":"~","template_id":"\#(template)"}"#, 47003),
            (body(good, #","page":"/pages/x/y""#), 41030),
            (body(good, #","miniprogram_state":"beta""#), 40097),
            (body(good, #","lang":"de_DE""#), 40097),
        ] as [(String, Int64)]
    )
    func refused(_ body: String, _ errcode: Int64) async throws {
        let world = try await AppWorld()
        _ = try await Self.accept(world)
        #expect(try await world.call(Self.path, body).errcode == errcode)
        #expect(try await world.list("/sandbox/messages", "messages").isEmpty)
    }

    @Test func namesTheWrongMember() async throws {
        let world = try await AppWorld()
        _ = try await Self.accept(world)
        for (data, text) in [
            (#""thing5":{"value":"一二三四五六七八九十一二三四五六七八九十一"}"#, "data.thing5.value invalid"),
            (#""thing3":{"value":""}"#, "data.thing3.value is empty"),
            (#""number4":"x""#, "data.number4.value is empty"),
        ] {
            let reply = try await world.call(Self.path, Self.body(data))
            #expect(reply.errcode == 47003)
            #expect(
                reply.json["errmsg"]?.string?.hasPrefix("argument invalid! \(text) rid: ") == true
            )
        }
        // Nothing was spent.
        #expect(try await world.call(Self.path, Self.body(Self.good)).errcode == 0)
    }

    @Test(arguments: [
        ("thing1", "一二三四五六七八九十一二三四五六七八九十", true), ("thing1", "abcdefghijklmnopqrstu", false),
        ("number1", "12.5", true), ("number1", "-3", true), ("number1", "1.", false),
        ("number1", "12a", false), ("letter1", "abcXYZ", true), ("letter1", "ab1", false),
        ("symbol1", "+-*/", true), ("symbol1", "a", false), ("symbol1", "++++++", false),
        ("character_string1", "AB-12_x", true), ("character_string1", "中", false),
        ("time1", "15:01", true), ("time1", "2019年10月1日 15:01", true),
        ("time1", "2019年10月1日 15:01~2019年10月2日 15:01", true), ("time1", "15:01～16:01", false),
        ("time1", "noon", false), ("date1", "2019年10月1日", true), ("date1", "2019-10-01", true),
        ("date1", "Tuesday", false), ("amount1", "￥100.5", true), ("amount1", "100元", true),
        ("amount1", "12345678901", false), ("amount1", "hundred", false),
        ("phone_number1", "+86-0766-66888866", true), ("phone_number1", "12345678901234567", true),
        ("phone_number1", "123456789012345678", false), ("phone_number1", "none", false),
        ("car_number1", "粤A8Z888挂", true), ("car_number1", "粤A8Z888挂挂", false),
        ("name1", "一二三四五六七八九十", true), ("name1", "一二三四五六七八九十一", false),
        ("name1", "abcdefghijklmnopqrst", true), ("name1", "abcdefghijklmnopqrstu", false),
        ("phrase1", "配送中", true), ("phrase1", "配送中abc", false), ("phrase1", "一二三四五六", false),
        ("enum_string1", "开", true), ("thing", "x", false), ("other1", "x", false),
    ])
    func values(_ name: String, _ value: String, _ isSound: Bool) {
        #expect(MessageField(name: name, value: value).isSound == isSound)
    }

    @Test(arguments: [
        ("/sandbox/templates", "{}", 400), ("/sandbox/subscribe", #"{"user":"xiaoming"}"#, 400),
        ("/sandbox/subscribe", #"{"user":"nobody","template_id":"T"}"#, 404),
        ("/sandbox/subscribe", #"{"user":"xiaoming","template_id":"T","times":-1}"#, 400),
        ("/sandbox/templates", #"{"appid":"wx0","template_id":"T"}"#, 404),
    ])
    func control(_ path: String, _ body: String, _ status: Int) async throws {
        #expect(try await AppWorld().sandbox.post(path, body).status == status)
    }
}
