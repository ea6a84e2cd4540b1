public import HTTP
import HTTPClient

/// Where WeChat's app interfaces are: the real ones, or the sandbox.
public struct WeChatHost: Sendable, Equatable {
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
}
