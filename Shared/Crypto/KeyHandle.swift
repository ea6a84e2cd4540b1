import Basics
import COpenSSL

/// Owns a parsed key of libcrypto.
///
/// `@unchecked`: a key is not changed after it is made, each use has a context of its own, and
/// libcrypto guards what it caches in a key with a lock of that key.
@safe
final class KeyHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Takes over the one reference it is given; nil (a key that could not be read) is refused.
    init(owning pointer: OpaquePointer?) throws(CryptoError) {
        guard let pointer = unsafe pointer else { throw Refusal.make(.badKey) }
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe EVP_PKEY_free(pointer)
    }

    /// Signs with a digest by name, or without one where the algorithm has its own.
    func sign(_ message: Bytes, digest: String?) throws(CryptoError) -> Bytes {
        let context = unsafe Algorithms.fetched(EVP_MD_CTX_new(), "signing context")
        defer { unsafe EVP_MD_CTX_free(context) }
        var signature = Bytes(repeating: 0, count: Int(unsafe EVP_PKEY_get_size(pointer)))
        var size = signature.count
        guard
            unsafe EVP_DigestSignInit_ex(context, nil, digest, nil, nil, pointer, nil) == 1,
            unsafe EVP_DigestSign(context, &signature, &size, message, message.count) == 1
        else { throw Refusal.make(.failed) }
        return Bytes(signature.prefix(size))
    }

    /// Whether the signature is this key's for this message.
    func verify(_ message: Bytes, signature: Bytes, digest: String?) -> Bool {
        let context = unsafe Algorithms.fetched(EVP_MD_CTX_new(), "signing context")
        defer { unsafe EVP_MD_CTX_free(context) }
        guard
            unsafe EVP_DigestVerifyInit_ex(context, nil, digest, nil, nil, pointer, nil) == 1,
            unsafe EVP_DigestVerify(
                context,
                signature,
                signature.count,
                message,
                message.count
            ) == 1
        else {
            ERR_clear_error()
            return false
        }
        return true
    }
}
