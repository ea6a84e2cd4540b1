import Basics
import COpenSSL

/// One thread's HMAC over one digest. Keeps the last key set up, since a process signs and checks
/// with the same one nearly always, and setting up costs two of about seven blocks.
@safe
final class HMACContext {
    private let context: OpaquePointer
    private var key: Bytes?

    init(digest: String) {
        unsafe context = Algorithms.fetched(kumquat_hmac_context(Algorithms.hmac, digest), "HMAC")
    }

    deinit {
        unsafe EVP_MAC_CTX_free(context)
    }

    /// The code of `message` under `key`, as long as the digest is.
    func code(key newKey: Bytes, _ message: Bytes) -> Bytes {
        setUp(newKey)
        let code = unsafe Bytes(unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) {
            buffer,
            count in
            guard
                unsafe EVP_MAC_update(context, message, message.count) == 1,
                unsafe EVP_MAC_final(context, buffer.baseAddress, &count, buffer.count) == 1
            else { fatalError("libcrypto refuses an HMAC") }
        }
        return code
    }

    private func setUp(_ newKey: Bytes) {
        if let key, ConstantTime.equal(key, newKey) {
            guard unsafe EVP_MAC_init(context, nil, 0, nil) == 1 else { fatalError("no HMAC") }
            return
        }
        // RFC 2104 fills short keys up with zeros, so the empty key is the key of one zero;
        // libcrypto would take "no octets" as "the key from before".
        let octets = newKey.isEmpty ? [0] : newKey
        guard unsafe EVP_MAC_init(context, octets, octets.count, nil) == 1 else {
            fatalError("libcrypto refuses an HMAC key")
        }
        key = newKey
    }
}
