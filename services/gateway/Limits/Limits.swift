import Contracts
import HTTP
import ServiceKit

/// How often somebody may call.
struct Limits: Sendable {
    private let identities: RateLimiter<Int64>
    private let logins: RateLimiter<ClientAddress>
    private let digs: RateLimiter<ClientAddress>
    private let lookups: RateLimiter<ClientAddress>
    /// Wrong keys of the back office.
    private let wrongKeys: RateLimiter<ClientAddress>
    private let sparesLoopback: Bool
    private let connectionsPerAddress: Int
    private static let lookupsPerMinute = 60
    private static let wrongKeysPerMinute = 10

    init(_ settings: GatewaySettings) {
        self.init(
            identities: RateLimiter(
                count: settings.ratePerSecond,
                seconds: 1,
                burst: settings.rateBurst
            ),
            loginsPerMinute: settings.loginsPerMinute,
            digsPerMinute: settings.digsPerMinute,
            connectionsPerAddress: settings.connectionsPerAddress,
            sparesLoopback: settings.sparesLoopback
        )
    }

    init(
        identities: RateLimiter<Int64>,
        loginsPerMinute: Int,
        digsPerMinute: Int,
        connectionsPerAddress: Int = 0,
        sparesLoopback: Bool
    ) {
        self.identities = identities
        logins = RateLimiter(count: loginsPerMinute, seconds: 60, burst: loginsPerMinute)
        digs = RateLimiter(count: digsPerMinute, seconds: 60, burst: digsPerMinute)
        lookups = RateLimiter(
            count: Self.lookupsPerMinute,
            seconds: 60,
            burst: Self.lookupsPerMinute
        )
        wrongKeys = RateLimiter(
            count: Self.wrongKeysPerMinute,
            seconds: 60,
            burst: Self.wrongKeysPerMinute
        )
        self.connectionsPerAddress = connectionsPerAddress
        self.sparesLoopback = sparesLoopback
    }

    /// How many connections a peer may have open; nil for as many as it likes. One on this machine
    /// may be a server in front, with all the clients behind it.
    func connections(of peer: RemoteAddress) -> Int? {
        connectionsPerAddress == 0 || ClientAddress.isLocal(peer.text) ? nil : connectionsPerAddress
    }

    /// Seconds to wait, or nil.
    func refusal(of iid: Int64) -> Int? { identities.refusal(of: iid) }

    /// Whether an address has tried so many wrong keys that none of its keys is looked at: seconds
    /// to wait, or nil.
    func refusalOfKeys(from address: ClientAddress) -> Int? {
        sparesLoopback && address.isLocal ? nil : wrongKeys.wait(of: address)
    }

    /// Counts a wrong key.
    func noteWrongKey(from address: ClientAddress) { _ = wrongKeys.refusal(of: address) }

    /// Seconds to wait, or nil.
    func refusal(of address: ClientAddress, _ rate: RateClass) -> Int? {
        guard !(sparesLoopback && address.isLocal) else { return nil }
        return switch rate {
        case .logins: logins.refusal(of: address)
        case .digs: digs.refusal(of: address)
        case .lookups: lookups.refusal(of: address)
        }
    }
}
