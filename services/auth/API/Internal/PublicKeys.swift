import AuthDomain
import Basics
import Contracts
import HTTP
import JSON
import ServiceKit

/// `GET /.well-known/jwks.json`: the public halves of the signing keys (RFC 7517, 8037).
enum PublicKeys {
    static let route = Route.get("/.well-known/jwks.json")

    private struct KeySet: Encodable {
        let keys: [Key]
    }

    private struct Key: Encodable {
        let kty = "OKP"
        let crv = "Ed25519"
        let use = "sig"
        let alg = "EdDSA"
        let kid: String
        let x: String
    }

    /// Straight from the file: a key that another replica has just made is among them.
    static func answer(by auth: AuthService) async -> Response {
        do {
            let keys = try await auth.knownKeys().map { key in
                Key(kid: key.term.kid, x: Base64.encodeURL(key.publicKey))
            }
            guard !keys.isEmpty else {
                return InternalContract.response(.unavailable, retryAfterSeconds: 1)
            }
            return .json(try JSONOutput.encode(KeySet(keys: keys)))
        } catch {
            auth.log.error("the public keys cannot be read", ["cause": .text("\(error)")])
            return InternalContract.response(.unavailable, retryAfterSeconds: 1)
        }
    }
}
