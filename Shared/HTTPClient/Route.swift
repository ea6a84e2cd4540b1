import CCurl
import HTTP

/// How libcurl is told to reach one server: settings that all requests to it share. The handles
/// last used for it wait here, so that they need not be set again.
///
/// Unsafe: `url` is libcurl's, made here and freed in `deinit`. Handles that use it hold the route.
@safe
final class Route {
    /// What tells routes apart.
    struct Key: Hashable {
        let address: Address
        /// The address that the name was resolved to; nil for a Unix socket.
        let digits: String?
        let isSecure: Bool
    }

    /// Scheme and place. libcurl keeps connections by it, so it differs from route to route.
    let origin: String
    /// The same, parsed once.
    let url: OpaquePointer?
    let unixPath: String?
    /// `::digits:port`, where the certificate has to be checked against the name.
    let connectTo: String?
    /// Sent when the request has no `Host` of its own.
    let host: String
    let isSecure: Bool
    var idle: [Transfer] = []
    /// No request will come for it any more.
    private(set) var isForgotten = false

    init(_ key: Key) {
        isSecure = key.isSecure
        switch key.address {
        case .unix(let path):
            // A made-up name, never resolved: it only keeps the connections of two paths apart.
            origin = "http://\(Self.hash(path)).invalid/"
            unixPath = path
            connectTo = nil
            host = "localhost"
        case .tcp(let name, let port):
            let digits = Self.bracketed(key.digits ?? name)
            let place = key.isSecure ? Self.bracketed(name) : digits
            origin = "\(key.isSecure ? "https" : "http")://\(place):\(port)/"
            unixPath = nil
            connectTo = key.isSecure ? "::\(digits):\(port)" : nil
            let isDefault = port == (key.isSecure ? 443 : 80)
            host = isDefault ? Self.bracketed(name) : "\(Self.bracketed(name)):\(port)"
        }
        unsafe url = Self.parsed(origin)
    }

    deinit {
        unsafe curl_url_cleanup(url)
    }

    /// Nil for what libcurl takes for no URL: requests then fail as unreachable.
    private static func parsed(_ text: String) -> OpaquePointer? {
        let url = unsafe curl_url()
        guard unsafe curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK else {
            unsafe curl_url_cleanup(url)
            return nil
        }
        return unsafe url
    }

    /// Lets its handles go. They hold their route, so they must never come back to it.
    func forget() {
        isForgotten = true
        idle.removeAll()
    }

    private static func bracketed(_ host: String) -> String {
        host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
    }

    /// FNV-1a over the path.
    private static func hash(_ path: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for octet in path.utf8 { hash = (hash ^ UInt64(octet)) &* 0x0000_0100_0000_01b3 }
        return "u" + String(hash, radix: 16)
    }
}
