import HTTP
import ServiceKit

extension Sandbox {
    /// Where whoever asks has found the sandbox, as links to it begin: as a setting says, else by the
    /// `Host`. By https where that is one of WeChat's own names, at which nobody answers otherwise, and
    /// where a server on this machine that ends TLS says so.
    func origin(of request: Request) -> String {
        if let publicOrigin { return publicOrigin }
        let host = request.headers["Host"] ?? "localhost"
        let name = host.prefix { $0 != ":" }
        let isWeChats = name.hasSuffix(".weixin.qq.com") || name.hasSuffix(".wechatpay.cn")
        return (isWeChats || Self.cameByTLS(request) ? "https://" : "http://") + host
    }

    private static func cameByTLS(_ request: Request) -> Bool {
        if request.isSecure { return true }
        guard request.remote.map({ isLocal($0.text) }) ?? true else { return false }
        return request.headers["X-Forwarded-Proto"]?.lowercased() == "https"
    }

    private static func isLocal(_ peer: String) -> Bool {
        peer == RemoteAddress.unix.text || peer == "::1" || peer.hasPrefix("127.")
            || peer.hasPrefix("::ffff:127.")
    }
}
