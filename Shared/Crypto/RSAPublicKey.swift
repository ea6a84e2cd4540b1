public import Basics
import COpenSSL

/// An RSA key for checking and encrypting, of 2048 bits at least, parsed once.
public struct RSAPublicKey: Sendable {
    /// The key as SubjectPublicKeyInfo (RFC 5280) in DER.
    public let spki: Bytes
    let handle: KeyHandle

    /// From a `PUBLIC KEY` block; `malformed`, or `badKey` for another kind of key or a weak one.
    public init(pem: String) throws(CryptoError) {
        try self.init(spki: PEM.decode(pem, label: "PUBLIC KEY"))
    }

    /// From SubjectPublicKeyInfo in DER with nothing behind it.
    public init(spki: Bytes) throws(CryptoError) {
        let parsed = unsafe DER.parse(
            spki,
            { cursor, count in unsafe d2i_PUBKEY(nil, &cursor, count) },
            free: { unsafe EVP_PKEY_free($0) }
        )
        unsafe try self.init(KeyHandle(owning: parsed))
    }

    init(_ handle: KeyHandle) throws(CryptoError) {
        try RSA.check(handle)
        self.handle = handle
        spki = unsafe try DER.encode { unsafe i2d_PUBKEY(handle.pointer, $0) }
    }

    /// The key as a `PUBLIC KEY` block.
    public var pem: String { PEM.encode("PUBLIC KEY", spki) }

    /// Whether the signature is RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2.2) of the message.
    public func verify(_ message: Bytes, signature: Bytes) -> Bool {
        handle.verify(message, signature: signature, digest: RSA.digest)
    }

    /// RSAES-OAEP with SHA-1 and MGF1 with SHA-1 (RFC 8017, 7.1.1), as WeChat Pay has it;
    /// `badLength` for a text too long for the key.
    public func encryptOAEP(_ text: Bytes) throws(CryptoError) -> Bytes {
        unsafe try RSA.runOAEP(
            handle,
            text,
            start: { unsafe EVP_PKEY_encrypt_init($0) },
            run: { unsafe EVP_PKEY_encrypt($0, $1, &$2, $3, $4) },
            refusal: .badLength
        )
    }
}
