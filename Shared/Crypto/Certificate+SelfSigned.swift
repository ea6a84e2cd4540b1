public import Basics
import COpenSSL

extension Certificate {
    /// A certificate of version 3 that its own key has signed: what the sandbox shows as WeChat
    /// Pay's. `serial` is up to 20 octets, big-endian, the first below 128.
    public static func selfSigned(
        commonName: String,
        key: RSAPrivateKey,
        serial: Bytes,
        notBefore: UnixTime,
        notAfter: UnixTime
    ) throws(CryptoError) -> Certificate {
        guard (1...20).contains(serial.count), let first = serial.first, first < 128 else {
            throw .badLength
        }
        let made = unsafe Algorithms.fetched(X509_new(), "certificate")
        defer { unsafe X509_free(made) }
        let number = unsafe BN_bin2bn(serial, Int32(serial.count), nil)
        defer { unsafe BN_free(number) }
        let name = unsafe X509_get_subject_name(made)
        let common = Bytes(commonName.utf8)
        guard
            unsafe X509_set_version(made, 2) == 1,
            unsafe BN_to_ASN1_INTEGER(number, X509_get_serialNumber(made)) != nil,
            unsafe ASN1_TIME_set(X509_getm_notBefore(made), Int(notBefore.seconds)) != nil,
            unsafe ASN1_TIME_set(X509_getm_notAfter(made), Int(notAfter.seconds)) != nil,
            unsafe X509_NAME_add_entry_by_txt(
                name,
                "CN",
                MBSTRING_FLAG | 0,
                common,
                Int32(truncatingIfNeeded: common.count),
                -1,
                0
            ) == 1,
            unsafe X509_set_issuer_name(made, name) == 1,
            unsafe X509_set_pubkey(made, key.publicKey.handle.pointer) == 1
        else { throw Refusal.make(.failed) }
        unsafe try key.sign(certificate: made)
        return unsafe try Certificate(der: DER.encode { unsafe i2d_X509(made, $0) })
    }
}
