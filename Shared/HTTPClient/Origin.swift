public import HTTP

/// Where an endpoint of somebody else's is: the real one, or the sandbox.
public struct Origin: Sendable, Equatable {
    /// The server.
    public let address: Address
    /// Whether it is spoken to over TLS.
    public let tls: Bool

    /// Reads `https://api.weixin.qq.com`, `http://host:port`, `tcp:host:port` or `unix:/path`;
    /// nil for anything else, and for a URL with a path of its own.
    public init?(_ text: String) {
        if let request = ClientRequest(url: text) {
            guard request.target == "/" else { return nil }
            address = request.address
            tls = request.tls
        } else if let address = Address(text) {
            self.address = address
            tls = false
        } else {
            return nil
        }
    }

    /// What stands in the `Host` field: the name, with the port where it is not the usual one.
    public var authority: String {
        guard case .tcp(let host, let port) = address else { return "localhost" }
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return port == (tls ? 443 : 80) ? name : "\(name):\(port)"
    }

    /// A request to it, with the `Host` that ``authority`` names.
    public func request(_ method: Method, _ target: String) -> ClientRequest {
        var request = ClientRequest(method: method, address: address, target: target)
        request.headers.set("Host", authority)
        request.tls = tls
        return request
    }
}
