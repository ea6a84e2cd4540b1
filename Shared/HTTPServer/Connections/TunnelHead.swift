import Basics

/// What a client of a proxy says before TLS begins: `CONNECT host:port`, and fields that mean
/// nothing here (RFC 9110, 9.3.6).
struct TunnelHead {
    enum Verdict: Equatable {
        case incomplete
        /// TLS begins with the last `rest` octets of what was taken.
        case accepted(rest: Int)
        /// The answer that ends the connection.
        case refused(String)
    }

    private let allows: TunnelRule
    private var octets: Bytes = []

    static let accepted = "HTTP/1.1 200 Connection established\r\n\r\n"
    private static let maximumBytes = 8 * 1024
    private static let end = Bytes("\r\n\r\n".utf8)

    init(_ allows: @escaping TunnelRule) {
        self.allows = allows
    }

    mutating func take(_ new: some Collection<UInt8>) -> Verdict {
        let searched = max(octets.count - Self.end.count + 1, 0)
        octets.append(contentsOf: new)
        guard let end = endOfHead(from: searched) else {
            return octets.count > Self.maximumBytes
                ? .refused(Self.answer("431 Request Header Fields Too Large")) : .incomplete
        }
        return verdict(on: octets.prefix { $0 != 0x0D }, rest: octets.count - end)
    }

    private func endOfHead(from start: Int) -> Int? {
        guard octets.count >= Self.end.count else { return nil }
        return (start...octets.count - Self.end.count)
            .first { octets[$0..<$0 + Self.end.count].elementsEqual(Self.end) }
            .map { $0 + Self.end.count }
    }

    private func verdict(on line: ArraySlice<UInt8>, rest: Int) -> Verdict {
        let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].starts(with: "HTTP/1.".utf8) else {
            return .refused(Self.answer("400 Bad Request"))
        }
        guard parts[0].elementsEqual("CONNECT".utf8) else {
            return .refused(Self.answer("405 Method Not Allowed", "Allow: CONNECT\r\n"))
        }
        guard let (host, port) = Self.place(parts[1]) else {
            return .refused(Self.answer("400 Bad Request"))
        }
        return allows(host, port)
            ? .accepted(rest: rest) : .refused(Self.answer("403 Forbidden"))
    }

    /// `host:port`, the host in small letters.
    private static func place(_ authority: ArraySlice<UInt8>) -> (host: String, port: Int)? {
        guard let colon = authority.lastIndex(of: UInt8(ascii: ":")), colon > authority.startIndex,
            let port = Int(String(decoding: authority[(colon + 1)...], as: UTF8.self)),
            1...65_535 ~= port
        else { return nil }
        let host = authority[..<colon].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
        return (String(decoding: host, as: UTF8.self), port)
    }

    private static func answer(_ status: String, _ fields: String = "") -> String {
        "HTTP/1.1 \(status)\r\n\(fields)Content-Length: 0\r\nConnection: close\r\n\r\n"
    }
}
