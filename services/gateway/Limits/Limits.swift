import Contracts
import HTTP
import ServiceKit

/// How often somebody may call.
struct Limits: Sendable {
    /// What is counted of those who were refused, by the limit that they met.
    enum Kind: String, CaseIterable {
        case identity, login, failedLogin, dig, lookup, admin, wrongKey, inFlight, largeAnswers
    }

    /// So many in so much time.
    struct Rates: Sendable {
        /// Requests a second of one identity, and how many it may have saved up.
        var perSecond = 20
        var burst = 60
        /// A minute and address, each: behind the one of a carrier are thousands.
        var loginsPerMinute = 60
        /// And those that fail, as guesses do.
        var failedLoginsPerMinute = 10
        var digsPerMinute = 600
        var lookupsPerMinute = 60
        /// Calls of the back office, and wrong keys for it.
        var adminPerMinute = 600
        var wrongKeysPerMinute = 10
        /// Open connections of one address; 0 for as many as it likes.
        var connectionsPerAddress = 200
    }

    private let identities: RateLimiter<Int64>
    private let logins: RateLimiter<ClientAddress>
    private let failedLogins: RateLimiter<ClientAddress>
    private let digs: RateLimiter<ClientAddress>
    private let lookups: RateLimiter<ClientAddress>
    private let admin: RateLimiter<ClientAddress>
    private let wrongKeys: RateLimiter<ClientAddress>
    /// On one machine everything comes from one address: the loopback one is not limited there.
    private let sparesLoopback: Bool
    private let connectionsPerAddress: Int
    private let refused: LabelledCounter

    init(_ rates: Rates, sparesLoopback: Bool, metrics: Metrics) {
        self.init(
            rates,
            identities: RateLimiter(count: rates.perSecond, seconds: 1, burst: rates.burst),
            sparesLoopback: sparesLoopback,
            metrics: metrics
        )
    }

    init(
        _ rates: Rates,
        identities: RateLimiter<Int64>,
        sparesLoopback: Bool,
        metrics: Metrics
    ) {
        self.identities = identities
        logins = .perMinute(rates.loginsPerMinute)
        failedLogins = .perMinute(rates.failedLoginsPerMinute)
        digs = .perMinute(rates.digsPerMinute)
        lookups = .perMinute(rates.lookupsPerMinute)
        admin = .perMinute(rates.adminPerMinute)
        wrongKeys = .perMinute(rates.wrongKeysPerMinute)
        connectionsPerAddress = rates.connectionsPerAddress
        self.sparesLoopback = sparesLoopback
        refused = metrics.counter(
            "kumquat_gateway_limited_total",
            "Requests refused for a limit.",
            label: "limit",
            values: Kind.allCases.map(\.rawValue)
        )
    }

    /// Counts a request that was refused for a limit.
    func note(_ kind: Kind) { refused.add(kind.rawValue) }

    /// How many connections a peer may have open; nil for as many as it likes. One on this machine
    /// may be a server in front, with all the clients behind it.
    func connections(of peer: RemoteAddress) -> Int? {
        connectionsPerAddress == 0 || ClientAddress.isLocal(peer.text) ? nil : connectionsPerAddress
    }

    /// Seconds to wait, or nil.
    func refusal(of iid: Int64) -> Int? { counted(identities.refusal(of: iid), .identity) }

    /// Whether an address calls the back office too often, or has tried so many wrong keys that
    /// none of its keys is looked at: seconds to wait, or nil.
    func refusalOfKeys(from address: ClientAddress) -> Int? {
        guard !isSpared(address) else { return nil }
        return counted(wrongKeys.wait(of: address), .wrongKey)
            ?? counted(admin.refusal(of: address), .admin)
    }

    /// Counts a wrong key.
    func noteWrongKey(from address: ClientAddress) { _ = wrongKeys.refusal(of: address) }

    /// Counts a log-in that has failed.
    func noteFailedLogin(from address: ClientAddress) { _ = failedLogins.refusal(of: address) }

    /// Seconds to wait, or nil.
    func refusal(of address: ClientAddress, _ rate: RateClass) -> Int? {
        guard !isSpared(address) else { return nil }
        return switch rate {
        // Whoever has guessed wrong too often waits; those that go well do not count there.
        case .logins:
            counted(failedLogins.wait(of: address), .failedLogin)
                ?? counted(logins.refusal(of: address), .login)
        case .digs: counted(digs.refusal(of: address), .dig)
        case .lookups: counted(lookups.refusal(of: address), .lookup)
        }
    }

    private func isSpared(_ address: ClientAddress) -> Bool { sparesLoopback && address.isLocal }

    private func counted(_ seconds: Int?, _ kind: Kind) -> Int? {
        if seconds != nil { note(kind) }
        return seconds
    }
}

extension RateLimiter {
    /// So many a minute, all at once if need be.
    fileprivate static func perMinute(_ count: Int) -> RateLimiter {
        RateLimiter(count: count, seconds: 60, burst: count)
    }
}
