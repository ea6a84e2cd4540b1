public import Basics
import COpenSSL

/// A certificate with its chain and its private key: what a server shows, and proves.
///
/// Unchecked: nothing of it is changed after it is made; libssl counts references atomically.
@safe
public final class TLSIdentity: @unchecked Sendable {
    /// The last moment the certificate is good for.
    public let notAfter: UnixTime
    let certificate: OpaquePointer
    let key: OpaquePointer
    let chain: OpaquePointer

    private static let maximumChain = 16

    /// Reads PEM: the server's certificate first, then those that lead to a root, the root itself
    /// left out; and the key, RSA or of a curve.
    public init(certificates: Bytes, key: Bytes) throws(TLSFailure) {
        let (certificate, chain) = unsafe try Self.certificates(certificates)
        unsafe self.certificate = certificate
        unsafe self.chain = chain
        notAfter = unsafe Self.time(X509_get0_notAfter(certificate))
        do throws(TLSFailure) {
            unsafe self.key = try Self.key(key, of: certificate)
        } catch {
            unsafe X509_free(certificate)
            unsafe kumquat_tls_chain_free(chain)
            throw error
        }
    }

    deinit {
        unsafe X509_free(certificate)
        unsafe EVP_PKEY_free(key)
        unsafe kumquat_tls_chain_free(chain)
    }

    /// Whether the certificate is for this host, wildcards included (RFC 6125).
    public func isFor(_ host: String) -> Bool {
        unsafe X509_check_host(certificate, host, host.utf8.count, 0, nil) == 1
    }

    /// Has a connection show this certificate; false when libssl will not.
    func use(on connection: OpaquePointer) -> Bool {
        unsafe SSL_use_cert_and_key(connection, certificate, key, chain, 1) == 1
    }

    private static func key(
        _ octets: Bytes,
        of certificate: OpaquePointer
    ) throws(TLSFailure) -> OpaquePointer {
        var found: OpaquePointer?
        unsafe withFile(octets) { unsafe found = kumquat_tls_read_key($0) }
        defer { ERR_clear_error() }
        guard let key = unsafe found else { throw .keyUnreadable }
        guard unsafe X509_check_private_key(certificate, key) == 1 else {
            unsafe EVP_PKEY_free(key)
            throw .keyOfAnother
        }
        return unsafe key
    }

    private static func certificates(
        _ octets: Bytes
    ) throws(TLSFailure) -> (first: OpaquePointer, chain: OpaquePointer) {
        defer { ERR_clear_error() }
        guard let chain = unsafe kumquat_tls_chain() else { throw .certificateUnreadable }
        var first: OpaquePointer?
        unsafe withFile(octets) { file in
            unsafe first = kumquat_tls_read_certificate(file)
            var left = maximumChain
            while left > 0, let next = unsafe kumquat_tls_read_certificate(file) {
                left -= 1
                if unsafe kumquat_tls_chain_add(chain, next) == 0 { unsafe X509_free(next) }
            }
        }
        // What ends the reading well is that nothing further begins.
        let isEnd = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE
        guard let first = unsafe first, isEnd else {
            let failure: TLSFailure =
                unsafe first == nil ? .certificateUnreadable : .chainUnreadable
            unsafe X509_free(first)
            unsafe kumquat_tls_chain_free(chain)
            throw failure
        }
        return unsafe (first, chain)
    }

    private static func withFile(_ octets: Bytes, _ body: (OpaquePointer) -> Void) {
        unsafe octets.withUnsafeBytes { buffer in
            let size = Int32(clamping: buffer.count)
            guard let file = unsafe BIO_new_mem_buf(buffer.baseAddress, size) else { return }
            unsafe body(file)
            unsafe BIO_free(file)
        }
    }

    /// By its distance from 1970.
    private static func time(_ time: UnsafePointer<ASN1_TIME>?) -> UnixTime {
        let epoch = unsafe ASN1_TIME_set(nil, 0)
        defer { unsafe ASN1_STRING_free(epoch) }
        var days: Int32 = 0
        var seconds: Int32 = 0
        unsafe _ = ASN1_TIME_diff(&days, &seconds, epoch, time)
        return UnixTime(seconds: Int64(days) * 86400 + Int64(seconds))
    }
}
