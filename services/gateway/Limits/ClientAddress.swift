import Basics
import HTTP
import Loops

/// Where a request comes from. A peer on this machine, on a Unix socket or among the trusted
/// proxies may be a server in front: then the last address that it appended to `X-Forwarded-For`
/// counts, those of trusted proxies passed over. From any other peer that field is worth nothing.
struct ClientAddress: Sendable, Hashable {
    let text: String

    init(_ request: borrowing Request, trusting proxies: TrustedProxies = .none) {
        let peer = request.remote?.text ?? RemoteAddress.unix.text
        guard Self.isLocal(peer) || proxies.contains(peer) else {
            text = peer
            return
        }
        text = Self.forwarded(request.headers, proxies) ?? peer
    }

    /// The last one that is no trusted proxy; if all are, the first. Nil where one is no address.
    private static func forwarded(_ headers: HeaderFields, _ proxies: TrustedProxies) -> String? {
        var found: String?
        for field in headers.all("x-forwarded-for").reversed() {
            for part in field.utf8.split(separator: UInt8(ascii: ",")).reversed() {
                let octets = part.filter { $0 != 0x20 && $0 != 0x09 }
                let address = String(decoding: octets, as: UTF8.self)
                guard SocketAddress(numericHost: address, port: 0) != nil else { return found }
                guard proxies.contains(address) else { return address }
                found = address
            }
        }
        return found
    }

    /// The network it is in, and no person: the first three numbers of IPv4, the first three groups
    /// of IPv6.
    var network: String {
        if isLocal { return text }
        let isV4 = text.utf8.contains(UInt8(ascii: ".")) && !text.utf8.contains(UInt8(ascii: ":"))
        let parts = text.split(separator: isV4 ? "." : ":", omittingEmptySubsequences: false)
        guard parts.count > 3 else { return isV4 ? "?" : text }
        return parts.prefix(3).joined(separator: isV4 ? "." : ":") + (isV4 ? ".0" : "::")
    }

    /// Whether it is this machine itself.
    var isLocal: Bool { Self.isLocal(text) }

    static func isLocal(_ text: String) -> Bool {
        text == RemoteAddress.unix.text || text == "::1" || text.utf8.starts(with: "127.".utf8)
            || text.utf8.starts(with: "::ffff:127.".utf8)
    }
}
