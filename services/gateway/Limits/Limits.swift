import Contracts
import HTTP
import ServiceKit

/// How often somebody may call.
struct Limits: Sendable {
    private let identities: RateLimiter<Int64>
    private let logins: RateLimiter<ClientAddress>
    private let failedLogins: RateLimiter<ClientAddress>
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
            failedLoginsPerMinute: settings.failedLoginsPerMinute,
            digsPerMinute: settings.digsPerMinute,
            connectionsPerAddress: settings.connectionsPerAddress,
            sparesLoopback: settings.sparesLoopback
        )
    }

    init(
        identities: RateLimiter<Int64>,
        loginsPerMinute: Int,
        failedLoginsPerMinute: Int = 1_000_000,
        digsPerMinute: Int,
        connectionsPerAddress: Int = 0,
        sparesLoopback: Bool
    ) {
        self.identities = identities
        logins = RateLimiter(count: loginsPerMinute, seconds: 60, burst: loginsPerMinute)
        failedLogins = RateLimiter(
            count: failedLoginsPerMinute,
            seconds: 60,
            burst: failedLoginsPerMinute
        )
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

    /// Counts a log-in that has failed.
    func noteFailedLogin(from address: ClientAddress) { _ = failedLogins.refusal(of: address) }

    /// Seconds to wait, or nil.
    func refusal(of address: ClientAddress, _ rate: RateClass) -> Int? {
        guard !(sparesLoopback && address.isLocal) else { return nil }
        return switch rate {
        // Whoever has guessed wrong too often waits; those that go well do not count there.
        case .logins: failedLogins.wait(of: address) ?? logins.refusal(of: address)
        case .digs: digs.refusal(of: address)
        case .lookups: lookups.refusal(of: address)
        }
    }
}
