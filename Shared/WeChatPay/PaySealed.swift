import Basics
import Crypto
import JSON

/// Something that is encrypted under the APIv3 key.
struct PaySealed: Sendable {
    private let ciphertext: Bytes
    private let associated: Bytes
    private let nonce: Bytes

    /// Nil for what is no such thing.
    init?(_ json: JSONValue) {
        guard
            json["algorithm"]?.string == "AEAD_AES_256_GCM",
            let ciphertext = json["ciphertext"]?.string.flatMap({ Base64.decode($0) }),
            let nonce = json["nonce"]?.string
        else { return nil }
        self.ciphertext = ciphertext
        self.nonce = Bytes(nonce.utf8)
        associated = Bytes((json["associated_data"]?.string ?? "").utf8)
    }

    /// With the first of the keys that opens it.
    func open(_ apiV3Keys: [Bytes]) throws(PayFailure) -> Bytes {
        for key in apiV3Keys {
            let text = try? AES.openGCM(key: key, nonce: nonce, aad: associated, ciphertext)
            if let text { return text }
        }
        throw .notAuthentic(.sealBroken)
    }
}
