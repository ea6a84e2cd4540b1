import Basics
import COpenSSL

/// Reads single fields of a parsed certificate.
enum CertificateFields {
    static func serial(of certificate: OpaquePointer) throws(CryptoError) -> String {
        guard
            let serial = unsafe X509_get0_serialNumber(certificate),
            let number = unsafe ASN1_INTEGER_to_BN(serial, nil)
        else { throw Refusal.make(.malformed) }
        defer { unsafe BN_free(number) }
        guard unsafe BN_is_negative(number) == 0 else { throw .malformed }
        var octets = Bytes(repeating: 0, count: Int(unsafe BN_num_bits(number) + 7) / 8)
        unsafe BN_bn2bin(number, &octets)
        return Hex.encode(octets.isEmpty ? [0] : octets).uppercased()
    }

    static func subject(of certificate: OpaquePointer) throws(CryptoError) -> String {
        let output = unsafe Algorithms.fetched(BIO_new(BIO_s_mem()), "buffer")
        defer { unsafe BIO_free(output) }
        guard
            let name = unsafe X509_get_subject_name(certificate),
            unsafe X509_NAME_print_ex(output, name, 0, kumquat_name_flags) >= 0
        else { throw Refusal.make(.malformed) }
        var text = Bytes(repeating: 0, count: Int(unsafe BIO_ctrl_pending(output)))
        var size = 0
        unsafe BIO_read_ex(output, &text, text.count, &size)
        return String(decoding: text.prefix(size), as: UTF8.self)
    }

    /// UTCTime or GeneralizedTime, by its distance from 1970.
    static func time(_ time: UnsafePointer<ASN1_TIME>?) throws(CryptoError) -> UnixTime {
        let epoch = unsafe ASN1_TIME_set(nil, 0)
        defer { unsafe ASN1_STRING_free(epoch) }
        var days: Int32 = 0
        var seconds: Int32 = 0
        guard unsafe time != nil, unsafe ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else {
            throw Refusal.make(.malformed)
        }
        return UnixTime(seconds: Int64(days) * 86400 + Int64(seconds))
    }
}
