import Basics
import Crypto
import JSON

/// The public keys of auth, by name, as `/.well-known/jwks.json` lists them (RFC 7517, RFC 8037).
struct KeySet: Sendable {
    private let keys: [ExternalID: Ed25519PublicKey]
    private static let maximumKeys = 32

    /// No keys: nobody's token is good.
    static let empty = KeySet(keys: [:])

    private init(keys: [ExternalID: Ed25519PublicKey]) {
        self.keys = keys
    }

    /// Nil when it is no key set, or one without a key that we can use.
    init?(_ json: JSONValue) {
        guard let list = json["keys"]?.array, list.count <= Self.maximumKeys else { return nil }
        var keys: [ExternalID: Ed25519PublicKey] = [:]
        for entry in list {
            guard entry["kty"]?.string == "OKP", entry["crv"]?.string == "Ed25519",
                entry["use"]?.string ?? "sig" == "sig", entry["alg"]?.string ?? "EdDSA" == "EdDSA",
                let kid = entry["kid"]?.string, let text = entry["x"]?.string,
                let raw = Base64.decodeURL(text), let key = try? Ed25519PublicKey(raw: raw)
            else { continue }
            keys[ExternalID(kid)] = key
        }
        guard !keys.isEmpty else { return nil }
        self.keys = keys
    }

    subscript(_ kid: ExternalID) -> Ed25519PublicKey? { keys[kid] }

    var isEmpty: Bool { keys.isEmpty }
}
