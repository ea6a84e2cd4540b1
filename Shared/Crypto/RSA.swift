import Basics
import COpenSSL

/// What both halves of an RSA key share.
enum RSA {
    static let digest = "SHA256"
    static let minimumBits = 2048
    static let generatedBits = minimumBits...4096

    /// One of `EVP_PKEY_encrypt` and `EVP_PKEY_decrypt`.
    typealias Operation = (
        OpaquePointer, UnsafeMutablePointer<UInt8>, inout Int, UnsafePointer<UInt8>, Int
    ) -> Int32

    static func check(_ handle: KeyHandle) throws(CryptoError) {
        guard
            unsafe EVP_PKEY_get_base_id(handle.pointer) == EVP_PKEY_RSA,
            unsafe Int(EVP_PKEY_get_bits(handle.pointer)) >= minimumBits
        else { throw .badKey }
    }

    static func runOAEP(
        _ handle: KeyHandle,
        _ input: Bytes,
        start: (OpaquePointer) -> Int32,
        run: Operation,
        refusal: CryptoError
    ) throws(CryptoError) -> Bytes {
        let context = unsafe Algorithms.fetched(
            EVP_PKEY_CTX_new_from_pkey(nil, handle.pointer, nil),
            "RSA context"
        )
        defer { unsafe EVP_PKEY_CTX_free(context) }
        guard
            unsafe start(context) == 1,
            unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1,
            unsafe EVP_PKEY_CTX_set_rsa_oaep_md_name(context, "SHA1", nil) == 1,
            unsafe EVP_PKEY_CTX_set_rsa_mgf1_md_name(context, "SHA1", nil) == 1
        else { throw Refusal.make(.failed) }
        var output = Bytes(repeating: 0, count: Int(unsafe EVP_PKEY_get_size(handle.pointer)))
        var size = output.count
        guard unsafe run(context, &output, &size, input, input.count) == 1 else {
            throw Refusal.make(refusal)
        }
        return Bytes(output.prefix(size))
    }
}
