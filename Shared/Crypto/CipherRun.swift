import Basics
import COpenSSL

/// One message through one cipher. Padding is off: it is ``PKCS7``'s, in constant time.
@safe
final class CipherRun {
    private let context: OpaquePointer

    init(
        _ cipher: OpaquePointer,
        _ direction: AES.Direction,
        key: Bytes,
        iv: Bytes
    ) throws(CryptoError) {
        unsafe context = Algorithms.fetched(EVP_CIPHER_CTX_new(), "cipher context")
        let encrypts: Int32 = direction == .encrypt ? 1 : 0
        guard
            let ivLength = Int32(exactly: iv.count),
            unsafe EVP_CipherInit_ex2(context, cipher, nil, nil, encrypts, nil) == 1,
            unsafe setLength(ofIV: ivLength, for: cipher),
            unsafe EVP_CipherInit_ex2(context, nil, key, iv, encrypts, nil) == 1
        else { throw Refusal.make(.badLength) }
        unsafe EVP_CIPHER_CTX_set_padding(context, 0)
    }

    deinit {
        unsafe EVP_CIPHER_CTX_free(context)
    }

    private func setLength(ofIV length: Int32, for cipher: OpaquePointer) -> Bool {
        guard unsafe length != EVP_CIPHER_get_iv_length(cipher) else { return true }
        return unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, length, nil) == 1
    }

    /// Authenticates what is not encrypted; before any text.
    func authenticate(_ data: Bytes) throws(CryptoError) -> CipherRun {
        var done: Int32 = 0
        guard let length = Int32(exactly: data.count) else { throw .badLength }
        guard unsafe length == 0 || EVP_CipherUpdate(context, nil, &done, data, length) == 1 else {
            throw Refusal.make(.failed)
        }
        return self
    }

    /// All of the text, in one call.
    func update(_ data: Bytes, _ length: Int32) throws(CryptoError) -> Bytes {
        guard length > 0 else { return [] }
        var succeeded = false
        let result = unsafe Bytes(unsafeUninitializedCapacity: data.count) { buffer, count in
            var done: Int32 = 0
            succeeded =
                unsafe EVP_CipherUpdate(context, buffer.baseAddress, &done, data, length) == 1
                && done == length
            count = succeeded ? data.count : 0
        }
        guard succeeded else { throw Refusal.make(.failed) }
        return result
    }

    /// Ends encryption and gives the tag.
    func finishedTag() throws(CryptoError) -> Bytes {
        var tag = Bytes(repeating: 0, count: AES.tagSize)
        guard
            finish(),
            unsafe EVP_CIPHER_CTX_ctrl(
                context,
                EVP_CTRL_AEAD_GET_TAG,
                Int32(AES.tagSize),
                &tag
            ) == 1
        else { throw Refusal.make(.failed) }
        return tag
    }

    /// Ends decryption; the text is worth something only when this does not throw.
    func finish(expecting tag: Bytes) throws(CryptoError) {
        var tag = tag
        guard
            unsafe EVP_CIPHER_CTX_ctrl(
                context,
                EVP_CTRL_AEAD_SET_TAG,
                Int32(AES.tagSize),
                &tag
            ) == 1,
            finish()
        else { throw Refusal.make(.notAuthentic) }
    }

    private func finish() -> Bool {
        var rest = Bytes(repeating: 0, count: AES.blockSize)
        var done: Int32 = 0
        return unsafe EVP_CipherFinal_ex(context, &rest, &done) == 1
    }
}
