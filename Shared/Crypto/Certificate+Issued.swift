public import Basics
import COpenSSL

extension Certificate {
    /// When a certificate is good, and its number: up to 20 octets, big-endian, the first below 128.
    public struct Term: Sendable {
        let serial: Bytes
        let notBefore: UnixTime
        let notAfter: UnixTime

        /// A term made of its parts.
        public init(serial: Bytes, notBefore: UnixTime, notAfter: UnixTime) {
            self.serial = serial
            self.notBefore = notBefore
            self.notAfter = notAfter
        }
    }

    /// A certificate that may sign others, and has signed itself.
    public static func authority(
        commonName: String,
        key: RSAPrivateKey,
        _ term: Term
    ) throws(CryptoError) -> Certificate {
        let made = unsafe try draft(commonName, key.publicKey, term)
        defer { unsafe X509_free(made) }
        guard unsafe X509_set_issuer_name(made, X509_get_subject_name(made)) == 1 else {
            throw Refusal.make(.failed)
        }
        unsafe try add(
            [
                (NID_basic_constraints, "critical,CA:TRUE,pathlen:0"),
                (NID_key_usage, "critical,keyCertSign,cRLSign"),
                (NID_subject_key_identifier, "hash"),
            ],
            to: made,
            issuer: made
        )
        unsafe try key.sign(certificate: made)
        return unsafe try Certificate(der: DER.encode { unsafe i2d_X509(made, $0) })
    }

    /// A certificate for a server of these names and addresses; the first is its common name.
    public static func server(
        _ hosts: [Host],
        key: RSAPublicKey,
        _ term: Term,
        by authority: Certificate,
        _ authorityKey: RSAPrivateKey
    ) throws(CryptoError) -> Certificate {
        let issuer = unsafe DER.parse(
            authority.der,
            { unsafe d2i_X509(nil, &$0, $1) },
            free: { unsafe X509_free($0) }
        )
        guard let issuer = unsafe issuer, let first = hosts.first else {
            throw Refusal.make(.malformed)
        }
        defer { unsafe X509_free(issuer) }
        let made = unsafe try draft(first.text, key, term)
        defer { unsafe X509_free(made) }
        guard unsafe X509_set_issuer_name(made, X509_get_subject_name(issuer)) == 1 else {
            throw Refusal.make(.failed)
        }
        unsafe try add(
            [
                (NID_basic_constraints, "critical,CA:FALSE"),
                (NID_key_usage, "critical,digitalSignature,keyEncipherment"),
                (NID_ext_key_usage, "serverAuth"),
                (NID_subject_alt_name, hosts.map(\.extensionText).joined(separator: ",")),
                (NID_subject_key_identifier, "hash"), (NID_authority_key_identifier, "keyid"),
            ],
            to: made,
            issuer: issuer
        )
        unsafe try authorityKey.sign(certificate: made)
        return unsafe try Certificate(der: DER.encode { unsafe i2d_X509(made, $0) })
    }

    /// Whom a certificate of a server is for. What it is made of is ours: it is not looked into.
    public struct Host: Sendable, Hashable {
        let text: String
        private let isAddress: Bool

        /// By its name.
        public static func name(_ text: String) -> Host {
            Host(text: text, isAddress: false)
        }

        /// By its address, IPv4 or IPv6.
        public static func address(_ text: StaticString) -> Host {
            Host(text: "\(text)", isAddress: true)
        }

        fileprivate var extensionText: String { (isAddress ? "IP:" : "DNS:") + text }
    }

    /// All but issuer, extensions and signature.
    private static func draft(
        _ commonName: String,
        _ key: RSAPublicKey,
        _ term: Term
    ) throws(CryptoError) -> OpaquePointer {
        guard (1...20).contains(term.serial.count), let first = term.serial.first, first < 128
        else { throw .badLength }
        let made = unsafe Algorithms.fetched(X509_new(), "certificate")
        let number = unsafe BN_bin2bn(term.serial, Int32(term.serial.count), nil)
        defer { unsafe BN_free(number) }
        let common = Bytes(commonName.utf8)
        let isMade =
            unsafe X509_set_version(made, 2) == 1
            && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(made)) != nil
            && ASN1_TIME_set(X509_getm_notBefore(made), Int(term.notBefore.seconds)) != nil
            && ASN1_TIME_set(X509_getm_notAfter(made), Int(term.notAfter.seconds)) != nil
            && X509_NAME_add_entry_by_txt(
                X509_get_subject_name(made),
                "CN",
                MBSTRING_FLAG | 0,
                common,
                Int32(truncatingIfNeeded: common.count),
                -1,
                0
            ) == 1
            && X509_set_pubkey(made, key.handle.pointer) == 1
        guard isMade else {
            unsafe X509_free(made)
            throw Refusal.make(.failed)
        }
        return unsafe made
    }

    private static func add(
        _ extensions: [(Int32, String)],
        to certificate: OpaquePointer,
        issuer: OpaquePointer
    ) throws(CryptoError) {
        var context = unsafe X509V3_CTX()
        unsafe X509V3_set_ctx(&context, issuer, certificate, nil, nil, 0)
        for (kind, text) in extensions {
            let made = unsafe X509V3_EXT_conf_nid(nil, &context, kind, text)
            defer { unsafe X509_EXTENSION_free(made) }
            guard unsafe made != nil, unsafe X509_add_ext(certificate, made, -1) == 1 else {
                throw Refusal.make(.failed)
            }
        }
    }
}
