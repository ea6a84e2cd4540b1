public import Basics
import COpenSSL

/// A signing key of Ed25519 (RFC 8032), parsed once. Never prints its seed.
public struct Ed25519PrivateKey: Sendable, CustomStringConvertible {
    /// The 32 octets the key is made from; all of the secret.
    public let seed: Bytes
    /// The other half, which may be shown to anyone.
    public let publicKey: Ed25519PublicKey
    private let handle: KeyHandle

    /// From a seed of 32 octets; `badLength` for any other length.
    public init(seed: Bytes) throws(CryptoError) {
        guard seed.count == Ed25519PublicKey.size else { throw .badLength }
        handle = unsafe try KeyHandle(
            owning: EVP_PKEY_new_raw_private_key_ex(nil, "ED25519", nil, seed, seed.count)
        )
        var raw = Bytes(repeating: 0, count: Ed25519PublicKey.size)
        var size = raw.count
        guard unsafe EVP_PKEY_get_raw_public_key(handle.pointer, &raw, &size) == 1 else {
            throw Refusal.make(.badKey)
        }
        publicKey = try Ed25519PublicKey(raw: raw)
        self.seed = seed
    }

    /// A new key out of the system's randomness.
    public static func generate() -> Ed25519PrivateKey {
        do {
            return try Ed25519PrivateKey(seed: SecureRandom.bytes(Ed25519PublicKey.size))
        } catch {
            fatalError("libcrypto gives no Ed25519")
        }
    }

    /// The signature, 64 octets; the same for the same message.
    public func sign(_ message: Bytes) -> Bytes {
        do {
            return try handle.sign(message, digest: nil)
        } catch {
            fatalError("libcrypto refuses an Ed25519 signature")
        }
    }

    /// Says what it is, not which.
    public var description: String { "Ed25519PrivateKey" }
}
