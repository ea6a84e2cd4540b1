public import HTTP
public import HTTPServer
public import TLS

/// Addresses at which a process that stands in for others speaks TLS, under their names.
public struct SecureAddresses: Sendable {
    let server: TLSServer
    let direct: [Address]
    let proxy: [Address]
    let allows: TunnelRule

    /// At `direct` TLS begins at once. Those of `proxy` are a proxy's to its clients: a `CONNECT` to
    /// what `allows` says yes to ends here.
    public init(
        _ server: TLSServer,
        direct: [Address],
        proxy: [Address],
        allows: @escaping TunnelRule
    ) {
        self.server = server
        self.direct = direct
        self.proxy = proxy
        self.allows = allows
    }
}
