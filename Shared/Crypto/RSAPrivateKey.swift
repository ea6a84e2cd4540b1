public import Basics
import COpenSSL

/// An RSA key for signing and decrypting, of 2048 bits at least, parsed once. Never prints itself.
///
/// Its operations take a millisecond or two: on the workers, not on a loop.
public struct RSAPrivateKey: Sendable, CustomStringConvertible {
    /// The other half.
    public let publicKey: RSAPublicKey
    private let handle: KeyHandle

    /// From a `PRIVATE KEY` block (PKCS#8), or an `RSA PRIVATE KEY` one (PKCS#1).
    public init(pem: String) throws(CryptoError) {
        if let der = try? PEM.decode(pem, label: "PRIVATE KEY") {
            try self.init(pkcs8: der)
            return
        }
        let der = try PEM.decode(pem, label: "RSA PRIVATE KEY")
        let parsed = unsafe DER.parse(
            der,
            { unsafe d2i_PrivateKey(EVP_PKEY_RSA, nil, &$0, $1) },
            free: { unsafe EVP_PKEY_free($0) }
        )
        unsafe try self.init(KeyHandle(owning: parsed))
    }

    /// From PKCS#8 (RFC 5208) in DER with nothing behind it, not encrypted.
    public init(pkcs8 der: Bytes) throws(CryptoError) {
        let info = unsafe DER.parse(
            der,
            { unsafe d2i_PKCS8_PRIV_KEY_INFO(nil, &$0, $1) },
            free: { unsafe PKCS8_PRIV_KEY_INFO_free($0) }
        )
        guard let info = unsafe info else { throw Refusal.make(.malformed) }
        defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
        unsafe try self.init(KeyHandle(owning: EVP_PKCS82PKEY(info)))
    }

    private init(_ handle: KeyHandle) throws(CryptoError) {
        publicKey = try RSAPublicKey(handle)
        self.handle = handle
    }

    /// A new key of that many bits (2048…4096). Takes a good part of a second.
    public static func generate(bits: Int = 2048) throws(CryptoError) -> RSAPrivateKey {
        guard RSA.generatedBits.contains(bits) else { throw .badLength }
        let context = unsafe Algorithms.fetched(
            EVP_PKEY_CTX_new_from_name(nil, "RSA", nil),
            "RSA"
        )
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var made: OpaquePointer?
        guard
            unsafe EVP_PKEY_keygen_init(context) == 1,
            unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bits)) == 1,
            unsafe EVP_PKEY_generate(context, &made) == 1
        else { throw Refusal.make(.failed) }
        return unsafe try RSAPrivateKey(KeyHandle(owning: made))
    }

    /// The key as PKCS#8 in DER, not encrypted.
    public var pkcs8: Bytes {
        get throws(CryptoError) {
            guard let info = unsafe EVP_PKEY2PKCS8(handle.pointer) else {
                throw Refusal.make(.failed)
            }
            defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
            return unsafe try DER.encode { unsafe i2d_PKCS8_PRIV_KEY_INFO(info, $0) }
        }
    }

    /// The key as a `PRIVATE KEY` block, not encrypted.
    public var pem: String {
        get throws(CryptoError) { try PEM.encode("PRIVATE KEY", pkcs8) }
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2.1).
    public func sign(_ message: Bytes) throws(CryptoError) -> Bytes {
        try handle.sign(message, digest: RSA.digest)
    }

    /// Undoes RSAES-OAEP with SHA-1 and MGF1 with SHA-1; `notAuthentic` whatever is wrong with it.
    public func decryptOAEP(_ data: Bytes) throws(CryptoError) -> Bytes {
        unsafe try RSA.runOAEP(
            handle,
            data,
            start: { unsafe EVP_PKEY_decrypt_init($0) },
            run: { unsafe EVP_PKEY_decrypt($0, $1, &$2, $3, $4) },
            refusal: .notAuthentic
        )
    }

    /// Signs a certificate's contents in place.
    func sign(certificate: OpaquePointer) throws(CryptoError) {
        guard unsafe X509_sign(certificate, handle.pointer, Algorithms.sha256) > 0 else {
            throw Refusal.make(.failed)
        }
    }

    /// Says what it is, not which.
    public var description: String { "RSAPrivateKey" }
}
