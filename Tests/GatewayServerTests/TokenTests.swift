import Basics
import Crypto
import JSON
import ServiceKit
import Testing
import TestKit

@testable import GatewayServer

@Suite struct TokenTests {
    typealias T = TestTokens

    /// What the verifier says, with auth's one key.
    private static func isGood(_ token: Bytes, now: Int64 = T.now) -> Bool {
        guard let candidate = TokenVerifier.candidate(token, now: UnixTime(seconds: now)),
            candidate.kid == ExternalID(T.kid)
        else { return false }
        return candidate.isSigned(by: T.key.publicKey)
    }

    @Test func goodOnes() {
        #expect(Self.isGood(T.token()))
        #expect(Self.isGood(T.token(["uid": nil])))
        #expect(Self.isGood(T.token(["exp": "\(T.now - 60 + 7 * 86_400)"])))
        #expect(Self.isGood(T.token(["uid": "null"])))
        #expect(Self.isGood(T.token(["sub": #""9007199254740991""#])))
        #expect(Self.isGood(T.forged(header: T.header)))
        #expect(Self.isGood(T.forged(header: #"{"kid":"key-1","typ":"JWT","alg":"EdDSA"}"#)))
    }

    @Test func identity() throws {
        let candidate = try #require(
            TokenVerifier.candidate(T.token(), now: UnixTime(seconds: T.now))
        )
        #expect(
            candidate.claims.identity
                == Identity(
                    iid: ID(42),
                    sid: T.sid,
                    app: ID(1),
                    oper: 1,
                    openid: ExternalID("o-1"),
                    unionid: ExternalID("u-1"),
                    uid: ID(7)
                )
        )
    }

    /// The stand-in for a unionid that WeChat gives by now.
    @Test func alias() throws {
        func token(_ alias: String) -> Bytes {
            T.forged(header: T.header, payload: T.payload(adding: #""alias":\#(alias)"#))
        }
        let now = UnixTime(seconds: T.now)
        let candidate = try #require(TokenVerifier.candidate(token(#""s-1""#), now: now))
        #expect(candidate.claims.identity.alias == "s-1")
        #expect(Self.isGood(token("null")))
        for bad in ["1", #""""#, #"["s-1"]"#, #""s\n1""#] {
            #expect(!Self.isGood(token(bad)), "\(bad)")
        }
    }

    static let headers: [(String, String)] = [
        ("none", #"{"alg":"none","typ":"JWT","kid":"key-1"}"#),
        ("None", #"{"alg":"None","typ":"JWT","kid":"key-1"}"#),
        ("HS256", #"{"alg":"HS256","typ":"JWT","kid":"key-1"}"#),
        ("HS512", #"{"alg":"HS512","typ":"JWT","kid":"key-1"}"#),
        ("RS256", #"{"alg":"RS256","typ":"JWT","kid":"key-1"}"#),
        ("ES256", #"{"alg":"ES256","typ":"JWT","kid":"key-1"}"#),
        ("Ed448", #"{"alg":"Ed448","typ":"JWT","kid":"key-1"}"#),
        ("small letters", #"{"alg":"eddsa","typ":"JWT","kid":"key-1"}"#),
        ("a list of algorithms", #"{"alg":["EdDSA"],"typ":"JWT","kid":"key-1"}"#),
        ("no algorithm", #"{"typ":"JWT","kid":"key-1"}"#),
        ("no type", #"{"alg":"EdDSA","kid":"key-1"}"#),
        ("another type", #"{"alg":"EdDSA","typ":"at+jwt","kid":"key-1"}"#),
        ("type in small letters", #"{"alg":"EdDSA","typ":"jwt","kid":"key-1"}"#),
        ("no kid", #"{"alg":"EdDSA","typ":"JWT"}"#),
        ("a number as kid", #"{"alg":"EdDSA","typ":"JWT","kid":1}"#),
        ("an empty kid", #"{"alg":"EdDSA","typ":"JWT","kid":""}"#),
        ("another kid", #"{"alg":"EdDSA","typ":"JWT","kid":"key-2"}"#),
        ("a path as kid", #"{"alg":"EdDSA","typ":"JWT","kid":"../../key-1"}"#),
        ("SQL as kid", #"{"alg":"EdDSA","typ":"JWT","kid":"key-1' or 1=1 --"}"#),
        ("a kid with NUL", #"{"alg":"EdDSA","typ":"JWT","kid":"key-1\u0000"}"#),
        ("a kid with a space", #"{"alg":"EdDSA","typ":"JWT","kid":"key-1 "}"#),
        ("crit", #"{"alg":"EdDSA","typ":"JWT","kid":"key-1","crit":["exp"]}"#),
        ("an empty crit", #"{"alg":"EdDSA","typ":"JWT","kid":"key-1","crit":[]}"#),
        ("b64", #"{"alg":"EdDSA","typ":"JWT","kid":"key-1","b64":false}"#),
        ("zip", #"{"alg":"EdDSA","typ":"JWT","kid":"key-1","zip":"DEF"}"#),
        ("cty", #"{"alg":"EdDSA","typ":"JWT","kid":"key-1","cty":"JWT"}"#),
        ("jku", #"{"alg":"EdDSA","typ":"JWT","kid":"key-1","jku":"http://127.0.0.1/"}"#),
        ("x5u", #"{"alg":"EdDSA","typ":"JWT","kid":"key-1","x5u":"http://127.0.0.1/"}"#),
        ("x5c", #"{"alg":"EdDSA","typ":"JWT","kid":"key-1","x5c":["MII"]}"#),
        ("epk", #"{"alg":"EdDSA","typ":"JWT","kid":"key-1","epk":{}}"#),
        ("alg twice", #"{"alg":"none","alg":"EdDSA","typ":"JWT","kid":"key-1"}"#),
        ("kid twice", #"{"alg":"EdDSA","typ":"JWT","kid":"key-2","kid":"key-1"}"#),
        ("a list", #"["EdDSA","JWT","key-1"]"#),
        ("a text", #""EdDSA""#), ("nothing", ""), ("no JSON", "{alg:EdDSA}"),
        ("a comma too many", #"{"alg":"EdDSA","typ":"JWT","kid":"key-1",}"#),
        ("something behind it", T.header + "{}"),
        ("a BOM", "\u{FEFF}" + T.header),
        ("a comment", "/**/" + T.header),
    ]

    /// All of them are signed with the right key: only the header is wrong.
    @Test(arguments: headers) func header(_ name: String, _ header: String) {
        #expect(!Self.isGood(T.forged(header: header)), "\(name)")
    }

    @Test func embeddedKey() {
        let x = Base64.encodeURL(T.otherKey.publicKey.raw)
        let jwk = #"{"kty":"OKP","crv":"Ed25519","x":"\#(x)"}"#
        let header = #"{"alg":"EdDSA","typ":"JWT","kid":"key-1","jwk":\#(jwk)}"#
        #expect(!Self.isGood(T.forged(header: header, key: T.otherKey)))
        #expect(!Self.isGood(T.forged(header: T.header, key: T.otherKey)))
    }

    /// The public key as the secret of an HMAC (the classic confusion).
    @Test func publicKeyAsSecret() {
        let header = #"{"alg":"HS256","typ":"JWT","kid":"key-1"}"#
        let input = Base64.encodeURL(header.utf8) + "." + Base64.encodeURL(T.payload())
        let tag = HMAC.sha256(key: T.key.publicKey.raw, Bytes(input.utf8))
        #expect(!Self.isGood(Bytes((input + "." + Base64.encodeURL(tag)).utf8)))
    }

    static let claims: [(String, String, String?)] = [
        ("another issuer", "iss", #""kumquats""#), ("no issuer", "iss", nil),
        ("a list of issuers", "iss", #"["kumquat"]"#), ("issuer null", "iss", "null"),
        ("another audience", "aud", #""other""#), ("no audience", "aud", nil),
        ("a list of audiences", "aud", #"["kumquat"]"#),
        ("for longer than ours", "exp", "\(T.now - 60 + 7 * 86_400 + 1)"),
        ("for years", "exp", "\(T.now + 400_000_000)"),
        ("expired now", "exp", "\(T.now)"), ("expired long ago", "exp", "\(T.now - 9999)"),
        ("no end", "exp", nil), ("an end in text", "exp", #""\#(T.now + 60)""#),
        ("an end with a fraction", "exp", "\(T.now + 60).5"), ("no end at all", "exp", "null"),
        ("an end beyond all numbers", "exp", "1e400"), ("a negative end", "exp", "-1"),
        ("an end as exponent", "exp", "9e9"), ("infinite", "exp", "99999999999999999999"),
        ("not yet", "nbf", "\(T.now + 61)"), ("no beginning", "nbf", nil),
        ("a beginning in text", "nbf", #""0""#), ("issued in the future", "iat", "\(T.now + 61)"),
        ("never issued", "iat", nil), ("a negative beginning", "nbf", "-5"),
        ("ends before it begins", "nbf", "\(T.now + 7200)"),
        ("no subject", "sub", nil), ("a number as subject", "sub", "42"),
        ("subject zero", "sub", #""0""#), ("a negative subject", "sub", #""-42""#),
        ("subject with a sign", "sub", #""+42""#), ("subject with zeros", "sub", #""042""#),
        ("subject with a space", "sub", #"" 42""#),
        ("subject of 2^53", "sub", #""9007199254740992""#),
        ("subject too long", "sub", #""99999999999999999999""#), ("empty subject", "sub", #""""#),
        ("subject in hex", "sub", #""0x2A""#), ("subject in other digits", "sub", #""٤٢""#),
        ("no session", "sid", nil), ("a short session", "sid", #""abc""#),
        ("a session with a slash", "sid", #""aaaaaaaaaaaaaaaaa/bb""#),
        ("a session that leaves the path", "sid", #""aaaaaaaaaaaa?a=/../""#),
        ("a session of another kind", "sid", "1"), ("an app in text", "app", #""1""#),
        ("no app", "app", nil), ("a negative app", "app", "-1"), ("no oper", "oper", nil),
        ("an oper of 2^53", "oper", "9007199254740992"), ("no openid", "openid", nil),
        ("an empty openid", "openid", #""""#), ("an openid with a line end", "openid", #""o\n1""#),
        ("an openid with NUL", "openid", #""o\u00001""#), ("openid null", "openid", "null"),
        ("no unionid", "unionid", nil), ("a list of unionids", "unionid", "[]"),
        ("a uid in text", "uid", #""7""#), ("a uid of zero", "uid", "0"),
        ("a negative uid", "uid", "-7"), ("a uid of 2^53", "uid", "9007199254740992"),
        ("a list of uids", "uid", "[7]"), ("true as uid", "uid", "true"),
    ]

    @Test(arguments: claims) func claim(_ name: String, _ claim: String, _ json: String?) {
        #expect(!Self.isGood(T.token([claim: json])), "\(name)")
    }

    @Test(arguments: ["iss", "aud", "sub", "sid", "exp", "nbf", "iat", "uid", "openid"])
    func claimTwice(_ name: String) throws {
        let json = try #require(T.claims.first { $0.name == name }?.json)
        let payload = T.payload(adding: #""\#(name)":\#(json)"#)
        #expect(!Self.isGood(T.forged(header: T.header, payload: payload)))
    }

    @Test func leeway() {
        #expect(Self.isGood(T.token(["nbf": "\(T.now + 60)"])))
        #expect(!Self.isGood(T.token(), now: T.now - 121))
        #expect(Self.isGood(T.token(), now: T.now + 3599))
        #expect(!Self.isGood(T.token(), now: T.now + 3600))
    }

    /// Every way to spell the three parts but the one.
    @Test func shapes() throws {
        let good = String(decoding: T.token(), as: UTF8.self)
        let parts = good.split(separator: ".").map(String.init)
        try #require(parts.count == 3)
        var forged = [
            "", ".", "..", "...", parts[0], "\(parts[0]).\(parts[1])", "\(parts[0]).\(parts[1]).",
            "\(parts[0])..\(parts[2])", ".\(parts[1]).\(parts[2])", "\(good).", ".\(good)",
            "\(good).\(parts[2])", " \(good)", "\(good) ", "\(good)\n", "\t\(good)", "\(good)\u{0}",
            "\(good)=", "\(good)==", "\(parts[0])=.\(parts[1]).\(parts[2])",
            "\(parts[0]).\(parts[1])=.\(parts[2])", "\(parts[0]). \(parts[1]).\(parts[2])",
            "\(parts[0]).\(parts[1]).\(parts[2].dropLast())",
            "\(parts[0]).\(parts[1]).\(parts[2])A", "\(parts[0]).\(parts[1]).\(parts[2])AA",
            "\(parts[1]).\(parts[0]).\(parts[2])", good + good,
            good.uppercased(), String(repeating: "A", count: 8193), "\"\(good)\"",
            String(repeating: ".", count: 5000),
        ]
        // Standard Base64 instead of its web form, where it differs.
        forged.append(
            contentsOf: [good.replacing("-", with: "+"), good.replacing("_", with: "/")]
                .filter { $0 != good }
        )
        for text in forged {
            #expect(!Self.isGood(Bytes(text.utf8)), "\(text.prefix(40))")
        }
    }

    /// Any one octet changed anywhere makes it another token, and a bad one.
    @Test func everyOctetCounts() {
        let good = T.token()
        for index in good.indices {
            for change: UInt8 in [1, 2, 0x20, 0x80] {
                var token = good
                token[index] ^= change
                #expect(!Self.isGood(token), "octet \(index)")
            }
        }
        for count in 0..<good.count { #expect(!Self.isGood(Bytes(good[..<count]))) }
    }

    /// S + L is the same signature to those who do not look (RFC 8032, 5.1.7).
    @Test func malleability() throws {
        let order: [UInt8] = [
            0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9,
            0xde,
            0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
        ]
        let parts = try #require(JWT.decode(T.token()))
        var signature = parts.signature
        var carry = 0
        for index in 0..<32 {
            let sum = Int(signature[32 + index]) + Int(order[index]) + carry
            signature[32 + index] = UInt8(truncatingIfNeeded: sum)
            carry = sum >> 8
        }
        for other in [signature, Bytes(repeating: 0, count: 64), Bytes(repeating: 255, count: 64)] {
            let token = parts.signingInput + Bytes(".".utf8) + Bytes(Base64.encodeURL(other).utf8)
            #expect(!Self.isGood(token))
        }
    }

    @Test func keySets() throws {
        let one = TestTokens.keySet([("a", T.key), ("b", T.otherKey)])
        let keys = try #require(KeySet(try JSON.parse(Bytes(one.utf8))))
        #expect(keys["a"] == T.key.publicKey)
        #expect(keys["b"] == T.otherKey.publicKey)
        #expect(keys["c"] == nil)
        let strange = [
            #"{}"#, #"{"keys":{}}"#, #"{"keys":[]}"#, #"{"keys":[{"kty":"RSA","kid":"a"}]}"#,
            #"{"keys":[{"kty":"OKP","crv":"X25519","kid":"a","x":"AAAA"}]}"#,
            #"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a","x":"AAAA"}]}"#,
            #"[]"#, "1",
        ]
        for text in strange { #expect(KeySet(try JSON.parse(Bytes(text.utf8))) == nil, "\(text)") }
    }
}
