import Basics
import Crypto
import JSON

/// Tokens as auth would write them, and as it would not.
struct TestTokens {
    static let key = Ed25519PrivateKey.generate()
    static let otherKey = Ed25519PrivateKey.generate()
    static let kid = "key-1"
    /// 2026-01-15 12:00:00 in China, where the fake clock stands.
    static let now: Int64 = 1_768_449_600
    static let sid = "c2Vzc2lvbi1udW1iZXItMQ"

    /// The members of a good token, in order.
    static let claims: [(name: String, json: String)] = [
        ("iss", #""kumquat""#), ("aud", #""kumquat""#), ("sub", #""42""#), ("sid", #""\#(sid)""#),
        ("app", "1"), ("oper", "1"), ("openid", #""o-1""#), ("unionid", #""u-1""#), ("uid", "7"),
        ("iat", "\(now - 60)"), ("nbf", "\(now - 60)"), ("exp", "\(now + 3600)"),
    ]

    /// The claims with some members replaced, left out (nil) or added.
    static func payload(_ changes: [String: String?] = [:], adding more: String = "") -> Bytes {
        var members = claims.compactMap { name, json -> String? in
            switch changes[name] {
            case nil: #""\#(name)":\#(json)"#
            case .some(nil): nil
            case .some(.some(let other)): #""\#(name)":\#(other)"#
            }
        }
        if !more.isEmpty { members.append(more) }
        return Bytes("{\(members.joined(separator: ","))}".utf8)
    }

    static func token(_ changes: [String: String?] = [:]) -> Bytes {
        Bytes(JWT.sign(claims: payload(changes), key: key, kid: kid).utf8)
    }

    /// Any header and payload, rightly signed by a key.
    static func forged(
        header: String,
        payload: Bytes = payload(),
        key: Ed25519PrivateKey = key
    ) -> Bytes {
        let input = Base64.encodeURL(header.utf8) + "." + Base64.encodeURL(payload)
        return Bytes((input + "." + Base64.encodeURL(key.sign(Bytes(input.utf8)))).utf8)
    }

    static let header = #"{"alg":"EdDSA","typ":"JWT","kid":"key-1"}"#

    static func keySet(_ keys: [(kid: String, key: Ed25519PrivateKey)]) -> String {
        let entries = keys.map { kid, key in
            #"{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":"\#(kid)","#
                + #""x":"\#(Base64.encodeURL(key.publicKey.raw))"}"#
        }
        return #"{"keys":[\#(entries.joined(separator: ","))]}"#
    }
}
