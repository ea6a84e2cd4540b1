import Basics
import JSON
import Testing
import WeChat

/// The vectors of WeChat's page on message push, and what may not pass.
@Suite struct MessagePushTests {
    private static let sealed =
        "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQ"
        + "qcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSr"
        + "fMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcf"
        + "BgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04="
    private static let appid = "wxba5fad812f8e6fb9"
    private static let aesKey = String(repeating: "A", count: 43)
    private static let query = PushQuery(
        signature: nil,
        timestamp: "1714112445",
        nonce: "415670741",
        messageSignature: "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3"
    )

    private static func push(
        appid: String = appid,
        token: String = "AAAAA",
        key: String? = aesKey
    ) throws -> MessagePush {
        try #require(MessagePush(appid: appid, token: token, encodingAESKey: key))
    }

    private static func body(_ sealed: String) -> Bytes {
        Bytes(#"{"ToUserName":"gh_97417a04a28d","Encrypt":"\#(sealed)"}"#.utf8)
    }

    @Test(arguments: [
        ("1714036504", "1514711492", "f464b24fc39322e44b38aa78f5edd27bd1441696"),
        ("1714037059", "486452656", "899cf89e464efb63f54ddac96b0a0a235f53aa78"),
    ])
    func signature(_ timestamp: String, _ nonce: String, _ signature: String) throws {
        let push = try Self.push(key: nil)
        #expect(push.signature(timestamp: timestamp, nonce: nonce) == signature)
        var query = PushQuery(signature: signature, timestamp: timestamp, nonce: nonce)
        #expect(push.isSigned(query))
        query.nonce += "1"
        #expect(!push.isSigned(query))
        query.signature = nil
        #expect(!push.isSigned(query))
    }

    @Test func secure() throws {
        let message = try Self.push().open(Self.body(Self.sealed), Self.query)
        #expect(message.openid == "o9AgO5Kd5ggOC-bXrbNODIiE3bGY")
        #expect(message.at == UnixTime(seconds: 1_714_112_445))
        #expect(message.event == .other("debug_demo"))
        #expect(message.json["debug_str"]?.string == "hello world")
    }

    @Test func reply() throws {
        let random = RandomSource { _ in Bytes("707722b803182950".utf8) }
        let push = try Self.push()
        let sealed = try #require(
            push.seal(Bytes(#"{"demo_resp":"good luck"}"#.utf8), random: random)
        )
        #expect(
            sealed
                == "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32"
                + "tmxSQ=="
        )
        #expect(
            push.signature(of: sealed, timestamp: "1713424427", nonce: "415670741")
                == "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1"
        )
        #expect(try Self.push(key: nil).seal([], random: random) == nil)
    }

    @Test func refused() throws {
        let body = Self.body(Self.sealed)
        var forged = Self.query
        forged.messageSignature = "046e02f8204d34f8ba5fa3b1db94908f3df2e9b4"
        #expect(throws: MessagePushFailure.wrongSignature) { try Self.push().open(body, forged) }
        forged.messageSignature = nil
        #expect(throws: MessagePushFailure.wrongSignature) { try Self.push().open(body, forged) }
        #expect(throws: MessagePushFailure.wrongSignature) {
            try Self.push(token: "BBBBB").open(body, Self.query)
        }
        #expect(throws: MessagePushFailure.wrongApp) {
            try Self.push(appid: "wx0").open(body, Self.query)
        }
        #expect(throws: MessagePushFailure.malformed) {
            try Self.push(key: String(repeating: "B", count: 43)).open(body, Self.query)
        }
        #expect(throws: MessagePushFailure.notEncrypted) {
            try Self.push().open(Bytes("{}".utf8), Self.query)
        }
        for text in ["", "<xml></xml>", "[", String(repeating: " ", count: 70_000)] {
            #expect(throws: MessagePushFailure.malformed) {
                try Self.push().open(Bytes(text.utf8), Self.query)
            }
        }
    }

    @Test(arguments: [
        "", "A", String(repeating: "A", count: 44), String(repeating: "?", count: 43),
    ])
    func keysThatAreNone(_ key: String) {
        #expect(MessagePush(appid: "wx0", token: "t", encodingAESKey: key) == nil)
    }

    @Test(
        arguments: [
            (
                #""trace_id":"t1","version":2,"errcode":0,"errmsg":"ok","#
                    + #""result":{"suggest":"risky","label":20002}"#,
                0, ContentVerdict(.risky, label: 20002)
            ),
            (
                #""trace_id":"t1","errcode":0,"result":{"suggest":"pass","label":100}"#,
                0, ContentVerdict(.pass, label: 100)
            ),
            (#""trace_id":"t1","errcode":-1008,"errmsg":"download failed""#, -1008, nil),
            (
                #""trace_id":"t1","isrisky":1,"status_code":0"#, 0,
                ContentVerdict(.risky, label: 21000)
            ),
            (#""trace_id":"t1","isrisky":0,"status_code":0"#, 0, ContentVerdict(.pass, label: 100)),
            (#""trace_id":"t1","isrisky":0,"status_code":4294966288"#, 4_294_966_288, nil),
        ] as [(String, Int64, ContentVerdict?)]
    )
    func mediaCheck(_ members: String, _ errcode: Int64, _ verdict: ContentVerdict?) throws {
        let message = try Self.open(members)
        guard case .mediaCheck(let found) = message.event else {
            Issue.record("no media check")
            return
        }
        #expect(found.traceID == "t1")
        #expect(found.errcode == errcode)
        #expect(found.verdict == verdict)
    }

    @Test(arguments: [
        #""errcode":0"#, #""trace_id":"","errcode":0,"result":{"suggest":"pass","label":100}"#,
        #""trace_id":"t1","errcode":0,"result":{"suggest":"perhaps","label":100}"#,
        #""trace_id":"t1""#,
    ])
    func mediaCheckMalformed(_ members: String) {
        #expect(throws: MessagePushFailure.malformed) { try Self.open(members) }
    }

    /// A plain push of a media check, signed as WeChat signs it.
    private static func open(_ members: String) throws -> PushMessage {
        let push = try push(key: nil)
        let query = PushQuery(
            signature: push.signature(timestamp: "1", nonce: "2"),
            timestamp: "1",
            nonce: "2"
        )
        let text =
            #"{"ToUserName":"gh_1","FromUserName":"o1","CreateTime":1,"MsgType":"event","#
            + #""Event":"wxa_media_check",\#(members)}"#
        return try push.open(Bytes(text.utf8), query)
    }

    @Test func secretsDoNotPrint() throws {
        var dumped = ""
        dump(try Self.push(token: "s3cret"), to: &dumped)
        #expect(!dumped.contains("s3cret"))
        #expect(!"\(try Self.push(token: "s3cret"))".contains("s3cret"))
    }
}
