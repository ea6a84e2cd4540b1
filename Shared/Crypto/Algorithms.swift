import COpenSSL

/// libcrypto's algorithms, each looked up once per process: a look-up costs more than a hash.
///
/// The pointers are safe to share: what they point to is immutable once fetched, lives as long as
/// the process, and libcrypto counts its references atomically.
enum Algorithms {
    nonisolated(unsafe) static let sha256 = unsafe digest("SHA256")
    nonisolated(unsafe) static let sha1 = unsafe digest("SHA1")
    nonisolated(unsafe) static let md5 = unsafe digest("MD5")
    nonisolated(unsafe) static let hmac = unsafe fetched(EVP_MAC_fetch(nil, "HMAC", nil), "HMAC")
    nonisolated(unsafe) static let aes128CBC = unsafe cipher("AES-128-CBC")
    nonisolated(unsafe) static let aes256CBC = unsafe cipher("AES-256-CBC")
    nonisolated(unsafe) static let aes128GCM = unsafe cipher("AES-128-GCM")
    nonisolated(unsafe) static let aes256GCM = unsafe cipher("AES-256-GCM")

    private static func digest(_ name: String) -> OpaquePointer {
        unsafe fetched(EVP_MD_fetch(nil, name, nil), name)
    }

    private static func cipher(_ name: String) -> OpaquePointer {
        unsafe fetched(EVP_CIPHER_fetch(nil, name, nil), name)
    }

    /// A libcrypto without its basic algorithms (or no memory for them) leaves nothing to go on with.
    static func fetched(_ pointer: OpaquePointer?, _ name: String) -> OpaquePointer {
        guard let pointer = unsafe pointer else { fatalError("libcrypto gives no \(name)") }
        return unsafe pointer
    }
}
