import Contracts
public import HTTP

extension Environment {
    /// A list by comma of `tcp:host:port` and `unix:/path` (also `http://host:port`).
    public func addresses(
        _ key: SettingKey,
        default addresses: [Address]
    ) throws(SettingError) -> [Address] {
        guard let text = optionalText(key) else { return addresses }
        var read: [Address] = []
        for part in text.split(separator: ",") {
            guard let address = Address(String(part.trimmingSpaces)) else {
                throw SettingError(key, "must be a list of tcp:host:port and unix:/path")
            }
            read.append(address)
        }
        guard !read.isEmpty, read.count <= 64 else {
            throw SettingError(key, "must name 1 to 64 addresses")
        }
        return read
    }

    /// An `http` or `https` origin, without a final slash; only `https` in production.
    public func url(
        _ key: SettingKey,
        default value: String
    ) throws(SettingError) -> String {
        var url = text(key, default: value)[...]
        while url.hasSuffix("/") { url = url.dropLast() }
        let isSecure = url.hasPrefix("https://")
        guard isSecure || url.hasPrefix("http://"), !url.contains(" ") else {
            throw SettingError(key, "must begin with https:// or http://")
        }
        guard isSecure || stage != .production else {
            throw SettingError(key, "must begin with https:// in production")
        }
        return String(url)
    }

    /// The origin of links that are handed out, without a final slash.
    public func publicURL() throws(SettingError) -> String {
        guard stage == .sandbox || optionalText(.publicURL) != nil else {
            throw SettingError(.publicURL, "must be given in production")
        }
        return try url(.publicURL, default: "http://127.0.0.1:\(port)")
    }

    /// Where this process listens for requests.
    func listenAddresses(of peer: ServiceName) throws(SettingError) -> [Address] {
        let key: SettingKey = peer == .console ? .consoleListen : .listen
        let door = Address.tcp(host: "127.0.0.1", port: port + peer.portOffset)
        let addresses = try addresses(
            key,
            // What is at the console's socket is for our own processes alone: its operations.
            default: peer == .console
                ? [door] : [.unix(path: "\(home)/run/\(peer.rawValue).sock"), door]
        )
        try keepAtHome(addresses, key)
        return addresses
    }

    /// Where this process listens for health, metrics and internal calls alone; empty when they
    /// are served beside everything else.
    func opsAddresses(of peer: ServiceName) throws(SettingError) -> [Address] {
        let usual: [Address] =
            switch peer {
            case .gateway:
                [
                    .unix(path: "\(home)/run/gateway-ops.sock"),
                    .tcp(host: "127.0.0.1", port: port + ServiceName.gatewayOpsOffset),
                ]
            case .console: [.unix(path: "\(home)/run/console.sock")]
            default: []
            }
        let addresses = try addresses(.opsListen, default: usual)
        try keepAtHome(addresses, .opsListen)
        return addresses
    }

    /// Where another process is found.
    func peerAddresses(_ peer: ServiceName) throws(SettingError) -> [Address] {
        let socket = peer == .gateway ? "gateway-ops" : peer.rawValue
        return try addresses(peer.urlsKey, default: [.unix(path: "\(home)/run/\(socket).sock")])
    }

    /// In the sandbox environment nothing listens beyond this machine unless that is asked for.
    private func keepAtHome(_ addresses: [Address], _ key: SettingKey) throws(SettingError) {
        guard stage == .sandbox, try !flag(.sandboxPublic) else { return }
        for address in addresses where !address.isLocal {
            throw SettingError(
                key,
                "\(address) can be reached from other machines; in the sandbox environment that "
                    + "needs KUMQUAT_SANDBOX_PUBLIC=1"
            )
        }
    }
}

extension Address {
    /// Whether it can be reached from this machine only.
    var isLocal: Bool {
        switch self {
        case .unix: true
        case .tcp(let host, _):
            host == "localhost" || host == "::1"
                || (host.hasPrefix("127.") && host.utf8.allSatisfy(\.isDigitOrDot))
        }
    }
}

extension UInt8 {
    fileprivate var isDigitOrDot: Bool {
        self == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }
}

extension Substring {
    /// Without spaces at both ends.
    var trimmingSpaces: Substring {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}
