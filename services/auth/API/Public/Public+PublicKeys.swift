import AuthDomain
import Basics
import Contracts
import ServiceKit

extension PublicAPI {
    /// `GET /.well-known/jwks.json`: the public halves of the signing keys (RFC 7517, 8037).
    enum PublicKeys: PublicEndpoint {
        static let route = PublicRoutes.publicKeys

        struct Output: Payload {
            let keys: [Key]
        }

        struct Key: Codable {
            let kty: String
            let crv: String
            let use: String
            let alg: String
            let kid: String
            let x: String

            init(_ key: KnownKey) {
                kty = "OKP"
                crv = "Ed25519"
                use = "sig"
                alg = "EdDSA"
                kid = key.term.kid
                x = Base64.encodeURL(key.publicKey)
            }
        }

        /// Straight from the file: a key that another replica has just made is among them.
        static func answer(
            _ input: NoInput,
            to caller: Caller<Anybody>,
            by auth: AuthService
        ) async throws(Failure<Never>) -> Output {
            let keys: [KnownKey]
            do {
                keys = try await auth.knownKeys()
            } catch {
                auth.log.error("the public keys cannot be read", ["cause": .text("\(error)")])
                throw .unavailable(retryAfterSeconds: 1)
            }
            guard !keys.isEmpty else { throw .unavailable(retryAfterSeconds: 1) }
            return Output(keys: keys.map(Key.init))
        }
    }
}
