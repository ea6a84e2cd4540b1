/// Where a server listens or is found.
public enum Address: Hashable, Sendable, CustomStringConvertible {
    /// A host name or IP address (IPv6 without brackets) and a port, 0 to 65535.
    case tcp(host: String, port: Int)
    /// The path of a Unix socket.
    case unix(path: String)

    /// Reads `tcp:127.0.0.1:8080`, `tcp:[::1]:80`, `unix:/path` or `http://host:port`.
    /// Nil for anything else.
    public init?(_ text: String) {
        if let path = Self.rest(of: text, after: "unix:") {
            // sun_path has 108 octets, one of them the final NUL.
            guard path.utf8.first == .slash, path.utf8.count <= 107,
                !path.utf8.contains(0)
            else { return nil }
            self = .unix(path: path)
        } else if let place = Self.rest(of: text, after: "tcp:") {
            self.init(place: place[...], defaultPort: nil)
        } else if var place = Self.rest(of: text, after: "http://")?[...] {
            if place.utf8.last == .slash { place = place.dropLast() }
            self.init(place: place, defaultPort: 80)
        } else {
            return nil
        }
    }

    /// The address in the form that `init` reads.
    public var description: String {
        switch self {
        case .tcp(let host, let port):
            host.utf8.contains(.colon) ? "tcp:[\(host)]:\(port)" : "tcp:\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }

    private init?(place: Substring, defaultPort: Int?) {
        var host = place
        var port = defaultPort
        if let colon = place.utf8.lastIndex(of: .colon), place.utf8.last != UInt8(ascii: "]") {
            host = place[..<colon]
            port = Self.port(place[place.utf8.index(after: colon)...])
        }
        guard let port else { return nil }
        if host.utf8.first == UInt8(ascii: "["), host.utf8.last == UInt8(ascii: "]") {
            host = host.dropFirst().dropLast()
            guard HostSyntax.isIPv6(Array(host.utf8).span) else { return nil }
        } else {
            guard HostSyntax.isName(Array(host.utf8).span) else { return nil }
        }
        self = .tcp(host: String(host), port: port)
    }

    private static func port(_ digits: Substring) -> Int? {
        guard !digits.isEmpty, digits.utf8.count <= 5, digits.utf8.allSatisfy(\.isDigit),
            let port = Int(digits), port <= 65_535
        else { return nil }
        return port
    }

    private static func rest(of text: String, after prefix: String) -> String? {
        guard text.utf8.starts(with: prefix.utf8) else { return nil }
        return String(text.utf8.dropFirst(prefix.utf8.count))
    }
}
