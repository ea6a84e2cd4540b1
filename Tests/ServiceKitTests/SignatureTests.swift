import Basics
import Crypto
import HTTP
import Testing

@testable import ServiceKit

/// What a signature between processes covers, and for how long.
struct SignatureTests {
    private static let keys = TestWorld.keys(1)

    private static func call(_ change: (inout SignedCall) -> Void = { _ in }) -> SignedCall {
        var call = SignedCall(
            method: .post,
            target: Bytes("/internal/events?a=1".utf8)[...],
            requestID: "r1",
            timestamp: "1768449600",
            identity: "eyJ9",
            body: Bytes("{}".utf8)
        )
        change(&call)
        return call
    }

    @Test func theTextIsFixed() {
        #expect(
            String(decoding: Self.call().text, as: UTF8.self) == """
                1
                POST
                /internal/events?a=1
                r1
                1768449600
                eyJ9
                44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a
                """
        )
        #expect(
            String(decoding: Self.call { $0.body = nil }.text, as: UTF8.self)
                == "1\nPOST\n/internal/events?a=1\nr1\n1768449600\neyJ9"
        )
    }

    @Test func theSignatureIsTheHMACOfTheText() {
        let mac = HMAC.sha256(key: Bytes(repeating: 1, count: 32), Self.call().text)
        #expect(Self.keys.sign(Self.call()) == Base64.encodeURL(mac))
    }

    private static let changes: [(String, @Sendable (inout SignedCall) -> Void)] = [
        ("method", { $0.method = .put }),
        ("path", { $0.target = Bytes("/internal/event?a=1".utf8)[...] }),
        ("query", { $0.target = Bytes("/internal/events?a=2".utf8)[...] }),
        ("request id", { $0.requestID = Bytes("r2".utf8)[...] }),
        ("timestamp", { $0.timestamp = Bytes("1768449601".utf8)[...] }),
        ("identity", { $0.identity = Bytes("".utf8)[...] }),
        ("body", { $0.body = Bytes("{ }".utf8) }),
        ("no body", { $0.body = nil }),
        (
            "shifted lines",
            {
                $0.requestID = Bytes("r1\n1768449600".utf8)[...]; $0.timestamp = Bytes("".utf8)[...]
            }
        ),
    ]

    @Test(arguments: changes.indices)
    func everyPartCounts(_ index: Int) {
        let (name, change) = Self.changes[index]
        let signature = Self.keys.sign(Self.call())
        #expect(Self.keys.verify(Self.call(), signature: signature))
        #expect(!Self.keys.verify(Self.call(change), signature: signature), "\(name)")
    }

    @Test func theSecondKeyIsAcceptedAndSignsNothing() {
        let both = TestWorld.keys(2, 1)
        #expect(both.verify(Self.call(), signature: Self.keys.sign(Self.call())))
        #expect(both.sign(Self.call()) == TestWorld.keys(2).sign(Self.call()))
        #expect(!Self.keys.verify(Self.call(), signature: both.sign(Self.call())))
    }

    @Test(arguments: ["", "AAAA", "not base64 !", String(repeating: "A", count: 43)])
    func anInventedSignatureIsNone(_ signature: String) {
        #expect(!Self.keys.verify(Self.call(), signature: signature))
    }

    @Test func keysAreOneOrTwoAndLong() {
        let good = Secret(Bytes(repeating: 1, count: 32))
        #expect(InternalKeys([]) == nil)
        #expect(InternalKeys([good, good, good]) == nil)
        #expect(InternalKeys([Secret(Bytes(repeating: 1, count: 31))]) == nil)
        #expect(InternalKeys([good, good]) != nil)
    }
}

/// The identity on its way from the gateway.
struct IdentityTests {
    @Test func theHeaderIsJSONInBase64URL() throws {
        let octets = try #require(Base64.decodeURL(Identity.ming.header()))
        #expect(
            String(decoding: octets, as: UTF8.self)
                == #"{"iid":7,"sid":"c2Vzc2lvbi1vZi1taW5n","app":1,"oper":1,"openid":"o-ming","unionid":"u-ming","uid":70}"#
        )
    }

    @Test func itComesBackAsItWent() {
        #expect(Identity(header: Identity.ming.header()) == .ming)
        let stranger = Identity(
            iid: ID(9_007_199_254_740_991),
            sid: "s",
            app: ID(3),
            oper: 2,
            openid: "e\u{301}",
            unionid: "\"\\"
        )
        #expect(Identity(header: stranger.header()) == stranger)
    }

    /// Clients may still have the stand-in of before WeChat gave a unionid.
    @Test func bothUnionidsAreTheirs() throws {
        let bound = Identity(
            iid: ID(7),
            sid: "s",
            app: ID(1),
            oper: 1,
            openid: "o",
            unionid: "u",
            alias: "s-stand-in"
        )
        let read = try #require(Identity(header: bound.header()))
        #expect(read == bound && read.with(uid: ID(1), grant: nil).alias == "s-stand-in")
        #expect(read.isCalled("u") && read.isCalled("s-stand-in") && !read.isCalled("o"))
        #expect(!Identity.ming.isCalled("s-stand-in"))
    }

    @Test(arguments: [
        "", "e30", "!", "bnVsbA", "W10",
        Base64.encodeURL(
            #"{"iid":"7","sid":"s","app":1,"oper":1,"openid":"o","unionid":"u"}"#.utf8
        ),
        Base64.encodeURL(#"{"iid":7,"app":1,"oper":1,"openid":"o","unionid":"u"}"#.utf8),
        Base64.encodeURL(
            #"{"iid":7,"iid":8,"sid":"s","app":1,"oper":1,"openid":"o","unionid":"u"}"#.utf8
        ),
    ])
    func anythingElseIsNone(_ header: String) {
        #expect(Identity(header: header) == nil)
    }
}
