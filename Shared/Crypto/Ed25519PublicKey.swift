public import Basics
import COpenSSL

/// A verification key of Ed25519 (RFC 8032), parsed once.
public struct Ed25519PublicKey: Sendable, Equatable {
    /// Octets of a key, and of a seed.
    public static let size = 32
    /// Octets of a signature.
    public static let signatureSize = 64

    /// The 32 octets of the key, as a JWK's `x` has them (RFC 8037).
    public let raw: Bytes
    private let handle: KeyHandle

    /// From 32 octets; `badLength` for any other length.
    public init(raw: Bytes) throws(CryptoError) {
        guard raw.count == Self.size else { throw .badLength }
        handle = unsafe try KeyHandle(
            owning: EVP_PKEY_new_raw_public_key_ex(nil, "ED25519", nil, raw, raw.count)
        )
        self.raw = raw
    }

    /// Whether the signature is this key's for the message; one with S ≥ L (RFC 8032, 5.1.7), of
    /// another length or for a key that is no point is not.
    public func verify(_ message: Bytes, signature: Bytes) -> Bool {
        guard signature.count == Self.signatureSize else { return false }
        return handle.verify(message, signature: signature, digest: nil)
    }

    /// The same octets.
    public static func == (one: Ed25519PublicKey, other: Ed25519PublicKey) -> Bool {
        one.raw == other.raw
    }
}
