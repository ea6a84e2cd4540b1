import Loops
import ServiceKit

/// Machines in front of the gateway whose `X-Forwarded-For` is believed: networks, as
/// `10.0.0.0/8, 192.0.2.7`. What speaks from this machine itself is believed without being named.
struct TrustedProxies: Sendable {
    private struct Network: Sendable {
        let octets: [UInt8]
        let bits: Int

        func contains(_ address: [UInt8]) -> Bool {
            guard address.count == octets.count else { return false }
            let whole = bits / 8
            guard address.prefix(whole) == octets.prefix(whole) else { return false }
            let rest = bits % 8
            guard rest > 0 else { return true }
            let mask = UInt8.max << (8 - rest)
            return address[whole] & mask == octets[whole] & mask
        }
    }

    /// Nobody but this machine itself.
    static let none = TrustedProxies(networks: [])

    private let networks: [Network]
    /// RFC 4291, 2.5.5.2.
    private static let mappedPrefix = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

    /// - Throws: `SettingError` for what is no list of addresses and networks.
    init(_ environment: Environment) throws(SettingError) {
        try self.init(environment.text(.trustedProxies, default: ""))
    }

    private init(networks: [Network]) {
        self.networks = networks
    }

    init(_ text: String) throws(SettingError) {
        var networks: [Network] = []
        for part in text.split(separator: ",") {
            let part = String(part.filter { $0 != " " })
            guard let network = Self.network(part) else {
                throw SettingError(
                    .trustedProxies,
                    "is no list of networks like 10.0.0.0/8, 192.0.2.7: \(part)"
                )
            }
            networks.append(network)
        }
        self.networks = networks
    }

    /// Whether it is one of them, by its numeric address.
    func contains(_ address: String) -> Bool {
        guard !networks.isEmpty, let octets = Self.octets(address) else { return false }
        return networks.contains { $0.contains(octets) }
    }

    private static func network(_ text: String) -> Network? {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let octets = octets(String(parts[0])) else { return nil }
        guard parts.count == 2 else { return Network(octets: octets, bits: octets.count * 8) }
        guard let bits = Int(parts[1]), 0...octets.count * 8 ~= bits else { return nil }
        return Network(octets: octets, bits: bits)
    }

    /// An IPv4 address that came through an IPv6 socket counts as what it is.
    private static func octets(_ text: String) -> [UInt8]? {
        let host = SocketAddress(numericHost: text, port: 0)?.hostOctets
        guard let octets = host.map(Array.init) else { return nil }
        let isMapped = octets.count == 16 && octets.starts(with: mappedPrefix)
        return isMapped ? Array(octets[12...]) : octets
    }
}
