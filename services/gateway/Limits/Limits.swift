import Contracts
import HTTP
import ServiceKit

/// How often somebody may call.
struct Limits: Sendable {
    private let identities: RateLimiter<Int64>
    private let logins: RateLimiter<ClientAddress>
    private let lookups: RateLimiter<ClientAddress>
    private let sparesLoopback: Bool
    private static let lookupsPerMinute = 60

    init(_ settings: GatewaySettings) {
        self.init(
            identities: RateLimiter(
                count: settings.ratePerSecond,
                seconds: 1,
                burst: settings.rateBurst
            ),
            loginsPerMinute: settings.loginsPerMinute,
            sparesLoopback: settings.sparesLoopback
        )
    }

    init(identities: RateLimiter<Int64>, loginsPerMinute: Int, sparesLoopback: Bool) {
        self.identities = identities
        logins = RateLimiter(count: loginsPerMinute, seconds: 60, burst: loginsPerMinute)
        lookups = RateLimiter(
            count: Self.lookupsPerMinute,
            seconds: 60,
            burst: Self.lookupsPerMinute
        )
        self.sparesLoopback = sparesLoopback
    }

    /// Seconds to wait, or nil.
    func refusal(of iid: Int64) -> Int? { identities.refusal(of: iid) }

    /// Seconds to wait, or nil.
    func refusal(of address: ClientAddress, _ quota: RouteRule.Quota) -> Int? {
        guard !(sparesLoopback && address.isLocal) else { return nil }
        return switch quota {
        case .logins: logins.refusal(of: address)
        case .lookups: lookups.refusal(of: address)
        }
    }
}
