import Basics
import HTTP
import Loops

/// Where a request comes from. A peer on this machine, or on a Unix socket, may be a server in
/// front that ends TLS: then the last address that it appended to `X-Forwarded-For` counts. From
/// any other peer that field is worth nothing.
struct ClientAddress: Sendable, Hashable {
    let text: String

    init(_ request: borrowing Request) {
        let peer = request.remote?.text ?? RemoteAddress.unix.text
        guard Self.isLocal(peer), let given = request.headers.all("x-forwarded-for").last,
            let last = given.utf8.split(separator: UInt8(ascii: ",")).last
        else {
            text = peer
            return
        }
        let address = String(decoding: last.filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self)
        text = SocketAddress(numericHost: address, port: 0) == nil ? peer : address
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
