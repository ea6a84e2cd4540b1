import Basics
import HTTP
import JSON
import Testing
import WeChat

/// Message pushes in XML, which is what the console is set to at first.
@Suite struct PushXMLTests {
    private static let appid = "wxba5fad812f8e6fb9"
    private static let key = String(repeating: "A", count: 43)

    private static func push(key: String? = nil) throws -> MessagePush {
        try #require(MessagePush(appid: appid, token: "AAAAA", encodingAESKey: key))
    }

    private static func open(_ text: String) throws -> PushMessage {
        let push = try push()
        let query = PushQuery(
            signature: push.signature(timestamp: "1", nonce: "2"),
            timestamp: "1",
            nonce: "2"
        )
        return try push.open(Bytes(text.utf8), query)
    }

    private static let verdict = """
        <xml>
        <ToUserName><![CDATA[gh_1]]></ToUserName>
        <FromUserName><![CDATA[o1]]></FromUserName>
        <CreateTime>1626959646</CreateTime>
        <MsgType><![CDATA[event]]></MsgType>
        <Event><![CDATA[wxa_media_check]]></Event>
        <appid><![CDATA[wx1]]></appid>
        <trace_id><![CDATA[t-1]]></trace_id>
        <version>2</version>
        <detail><strategy><![CDATA[content_model]]></strategy><errcode>0</errcode></detail>
        <detail><strategy><![CDATA[keyword]]></strategy><errcode>0</errcode></detail>
        <errcode>0</errcode>
        <errmsg><![CDATA[ok]]></errmsg>
        <result><suggest><![CDATA[risky]]></suggest><label>20001</label></result>
        </xml>
        """

    @Test func aVerdict() throws {
        let message = try Self.open(Self.verdict)
        #expect(message.openid == "o1" && message.at == UnixTime(seconds: 1_626_959_646))
        guard case .mediaCheck(let verdict) = message.event else {
            Issue.record("no media check")
            return
        }
        #expect(verdict.traceID == "t-1" && verdict.errcode == 0)
        #expect(verdict.verdict == ContentVerdict(.risky, label: 20001))
        #expect(message.json["detail"]?.array?.count == 2)
    }

    @Test func sealed() throws {
        let push = try Self.push(key: Self.key)
        let random = RandomSource { Bytes(repeating: 5, count: $0) }
        let text = try #require(push.seal(Bytes(Self.verdict.utf8), random: random))
        let query = PushQuery(
            signature: nil,
            timestamp: "1",
            nonce: "2",
            messageSignature: push.signature(of: text, timestamp: "1", nonce: "2")
        )
        let body = """
            <xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[\(text)]]></Encrypt></xml>
            """
        #expect(try push.open(Bytes(body.utf8), query).openid == "o1")
        #expect(throws: MessagePushFailure.notEncrypted) {
            try push.open(Bytes("<xml><a>1</a></xml>".utf8), query)
        }
    }

    @Test func texts() throws {
        let json = try Self.open(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <xml><FromUserName>o1</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType>\
            <Content>a &lt;&amp;&gt;&quot;&apos; <![CDATA[<b>]]>\u{14}中</Content><Empty></Empty></xml>
            """
        ).json
        #expect(json["Content"]?.string == "a <&>\"' <b>中")
        #expect(json["Empty"]?.string == "")
    }

    @Test(arguments: [
        "<xml>", "<xml></xml", "<xml></xml>x", "<xml></yml>", "<a></a>", "<xml a=\"1\"></xml>",
        "<!DOCTYPE xml><xml></xml>",
        "<!DOCTYPE xml [<!ENTITY a \"aaaa\">]><xml><MsgType>&a;</MsgType></xml>",
        "<xml><FromUserName>&#65;</FromUserName></xml>", "<xml><a>&file;</a></xml>",
        "<xml><a/></xml>", "<xml><!-- --></xml>", "<xml><![CDATA[</xml>", "<?xml",
        "<xml>" + String(repeating: "<a>", count: 5000),
        "<xml>" + String(repeating: "<a></a>", count: 5000) + "</xml>",
    ])
    func whatWeChatNeverSends(_ text: String) {
        #expect(throws: MessagePushFailure.malformed) { try Self.open(text) }
    }

    /// WeChat's own example has the time as a text.
    @Test func numbersAsTexts() throws {
        let message = try Self.open(
            #"{"FromUserName":"o1","CreateTime":"1620973045","MsgType":"event","Event":"x"}"#
        )
        #expect(message.at == UnixTime(seconds: 1_620_973_045) && message.event == .other("x"))
    }
}
