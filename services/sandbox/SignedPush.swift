import Basics
import Crypto
import HTTP
import JSON
import WeChat

/// A message push as it goes over the wire.
struct SignedPush: Sendable {
    /// Without the question mark.
    let query: String
    let body: Bytes

    /// Encrypted where the target has a key; nil where its key is none.
    init?(
        _ text: String,
        appid: String,
        openid: String,
        to target: PushTarget,
        at now: UnixTime,
        random: RandomSource
    ) {
        guard
            let push = MessagePush(
                appid: appid,
                token: target.token,
                encodingAESKey: target.aesKey.isEmpty ? nil : target.aesKey
            )
        else { return nil }
        let timestamp = "\(now.seconds)"
        let nonce = "\(random.integer(below: 1_000_000_000))"
        var query = [
            ("signature", push.signature(timestamp: timestamp, nonce: nonce)),
            ("timestamp", timestamp), ("nonce", nonce), ("openid", openid),
        ]
        if let sealed = push.seal(Bytes(text.utf8), random: random) {
            query.append(("encrypt_type", "aes"))
            let signature = push.signature(of: sealed, timestamp: timestamp, nonce: nonce)
            query.append(("msg_signature", signature))
            body = Self.envelope(sealed, appid)
        } else {
            body = Bytes(text.utf8)
        }
        self.query = query.map { "\($0)=\(PercentCoding.encode($1))" }.joined(separator: "&")
    }

    private static func envelope(_ sealed: String, _ appid: String) -> Bytes {
        var json = JSONWriter()
        json.beginObject()
        json.key("ToUserName")
        json.string(originalID(of: appid))
        json.key("Encrypt")
        json.string(sealed)
        json.endObject()
        return json.bytes
    }

    /// The app's other name (原始 ID): `gh_` and twelve digits.
    static func originalID(of appid: String) -> String {
        "gh_" + String(Hex.encode(SHA1.hash(Bytes(appid.utf8))).prefix(12))
    }
}
