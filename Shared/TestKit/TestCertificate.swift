import Basics
import COpenSSL
import Glibc

/// A certificate that nobody trusts, of a fresh P-256 key, as PEM texts.
public struct TestCertificate: Sendable {
    /// The certificate.
    public let certificate: String
    /// Its key.
    public let key: String

    /// For these hosts; the first is the common name. It began yesterday.
    public init(_ hosts: String..., days: Int = 30) {
        let made = Self.make(hosts, days)
        certificate = made.certificate
        key = made.key
    }

    private static func make(
        _ hosts: [String],
        _ days: Int
    ) -> (certificate: String, key: String) {
        let key = unsafe makeKey()
        let certificate = unsafe X509_new()
        defer {
            unsafe EVP_PKEY_free(key)
            unsafe X509_free(certificate)
        }
        let name = unsafe X509_get_subject_name(certificate)
        let common = Bytes((hosts.first ?? "nobody").utf8)
        var serial = Int(truncatingIfNeeded: UInt32.random(in: 1...UInt32.max))
        if serial < 0 { serial = -serial }
        let names = hosts.map { "DNS:\($0)" }.joined(separator: ",")
        let isMade =
            unsafe X509_set_version(certificate, 2) == 1
            && ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial) == 1
            && X509_gmtime_adj(X509_getm_notBefore(certificate), -86_400) != nil
            && X509_gmtime_adj(X509_getm_notAfter(certificate), days * 86_400) != nil
            && X509_NAME_add_entry_by_txt(
                name,
                "CN",
                MBSTRING_FLAG | 0,
                common,
                Int32(common.count),
                -1,
                0
            ) == 1
            && X509_set_issuer_name(certificate, name) == 1
            && X509_set_pubkey(certificate, key) == 1
        let extra = unsafe X509V3_EXT_conf_nid(nil, nil, NID_subject_alt_name, names)
        defer { unsafe X509_EXTENSION_free(extra) }
        guard isMade, unsafe X509_add_ext(certificate, extra, -1) == 1,
            unsafe X509_sign(certificate, key, EVP_sha256()) > 0
        else { fatalError("no certificate for a test") }
        return unsafe (
            text { unsafe PEM_write_bio_X509($0, certificate) },
            text { unsafe PEM_write_bio_PrivateKey($0, key, nil, nil, 0, nil, nil) }
        )
    }

    private static func makeKey() -> OpaquePointer {
        let context = unsafe EVP_PKEY_CTX_new_from_name(nil, "EC", nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard unsafe EVP_PKEY_keygen_init(context) == 1,
            unsafe EVP_PKEY_CTX_set_group_name(context, "P-256") == 1,
            unsafe EVP_PKEY_generate(context, &key) == 1, let key = unsafe key
        else { fatalError("no key for a test") }
        return unsafe key
    }

    private static func text(_ write: (OpaquePointer?) -> Int32) -> String {
        let file = unsafe BIO_new(BIO_s_mem())
        defer { unsafe BIO_free(file) }
        _ = unsafe write(file)
        var octets = Bytes(repeating: 0, count: Int(unsafe BIO_ctrl_pending(file)))
        var size = 0
        unsafe BIO_read_ex(file, &octets, octets.count, &size)
        return String(decoding: octets.prefix(size), as: UTF8.self)
    }
}
