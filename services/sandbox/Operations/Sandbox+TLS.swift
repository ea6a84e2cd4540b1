import Basics
import HTTP
import HTTPServer
import ServiceKit
import TLS

extension Sandbox {
    /// Beside the port for plain HTTP.
    static let tlsPortOffset = 2
    static let proxyPortOffset = 3

    /// Speaks TLS under the names of WeChat, with a certificate of its own authority; nil where the
    /// settings want none.
    func secureAddresses(_ environment: Environment) async throws -> SecureAddresses? {
        let direct = try environment.sandboxTLSAddresses(Self.tlsPortOffset)
        let proxy = try environment.sandboxTLSAddresses(Self.proxyPortOffset)
        guard !direct.isEmpty else { return nil }
        let authority = try await tlsAuthority()
        let identity = try TLSIdentity(
            certificates: Bytes(authority.serverCertificate.utf8),
            key: Bytes(authority.serverKey.utf8)
        )
        return SecureAddresses(
            try TLSServer(identity, random: random),
            direct: direct,
            proxy: proxy,
            allows: { host, port in port == 443 && TLSAuthority.names.contains(host) }
        )
    }
}
