public import Basics
import COpenSSL

/// An X.509 certificate (RFC 5280) with an RSA key, read but not trusted for anything.
public struct Certificate: Sendable {
    /// The certificate in DER.
    public let der: Bytes
    /// Upper-case hexadecimal of whole octets, as `Wechatpay-Serial` has it.
    public let serialNumber: String
    /// By RFC 2253, for showing to people.
    public let subject: String
    /// The holder's key.
    public let publicKey: RSAPublicKey
    /// The first moment it is good for.
    public let notBefore: UnixTime
    /// The last moment it is good for.
    public let notAfter: UnixTime

    /// From the first `CERTIFICATE` block of a text.
    public init(pem: String) throws(CryptoError) {
        try self.init(der: PEM.decode(pem, label: "CERTIFICATE"))
    }

    /// From DER with nothing behind it; `malformed`, or `badKey` where the key is not RSA of 2048
    /// bits at least.
    public init(der: Bytes) throws(CryptoError) {
        let parsed = unsafe DER.parse(
            der,
            { unsafe d2i_X509(nil, &$0, $1) },
            free: { unsafe X509_free($0) }
        )
        guard let parsed = unsafe parsed else { throw Refusal.make(.malformed) }
        defer { unsafe X509_free(parsed) }
        self.der = der
        serialNumber = unsafe try CertificateFields.serial(of: parsed)
        subject = unsafe try CertificateFields.subject(of: parsed)
        notBefore = unsafe try CertificateFields.time(X509_get0_notBefore(parsed))
        notAfter = unsafe try CertificateFields.time(X509_get0_notAfter(parsed))
        publicKey = unsafe try RSAPublicKey(KeyHandle(owning: X509_get_pubkey(parsed)))
    }

    /// The certificate as a `CERTIFICATE` block.
    public var pem: String { PEM.encode("CERTIFICATE", der) }

    /// Whether it is good at that moment, both ends included.
    public func isValid(at time: UnixTime) -> Bool {
        notBefore <= time && time <= notAfter
    }
}
