import Basics
import Crypto
import ServiceKit

/// Every setting of the gateway, read once.
struct GatewaySettings: Sendable {
    let rates: Limits.Rates
    /// Requests to one service under way at once, and large answers of it.
    let requestsPerService: Int
    let largeAnswersPerService: Int
    /// Whose `X-Forwarded-For` is believed.
    let trustedProxies: TrustedProxies
    /// Whose pages may call in a browser.
    let crossOrigin: CrossOrigin
    /// How long tokens are believed without news of revocations.
    let feedGraceSeconds: Int
    /// `KUMQUAT_LEGACY_OPENID`: whether an openid stands for its identity where that may be.
    let takesLegacyOpenID: Bool
    /// Whether lines of the log say where a request came from, as far as that is no person's.
    let logsAddresses: Bool
    /// How long a browser that has come by TLS is to come by nothing else; 0: that is not said.
    let hstsSeconds: Int
    /// The bearer token of the back office.
    let adminKey: Secret<Bytes>
    /// On one machine everything comes from one address: the loopback one is not limited there.
    let sparesLoopback: Bool
    /// Half of what SHA-256 gives, in hexadecimal.
    private static let shortestKey = 32

    init(_ environment: Environment) throws(SettingError) {
        rates = try Self.rates(environment)
        requestsPerService = try environment.integer(
            .requestsPerService,
            default: 1024,
            in: 8...100_000
        )
        largeAnswersPerService = try environment.integer(
            .largeAnswersPerService,
            default: LargeAnswers.usualMaximum,
            in: 2...10_000
        )
        trustedProxies = try TrustedProxies(environment)
        crossOrigin = try CrossOrigin(environment)
        feedGraceSeconds = try environment.integer(.feedGraceSeconds, default: 60, in: 1...86_400)
        hstsSeconds = try environment.integer(
            .hstsSeconds,
            default: 31_536_000,
            in: 0...1_000_000_000
        )
        logsAddresses = try environment.flag(.logAddresses, default: true)
        sparesLoopback = environment.stage == .sandbox
        adminKey = try Self.adminKey(environment)
        takesLegacyOpenID = try environment.flag(.legacyOpenID)
    }

    private static func rates(_ environment: Environment) throws(SettingError) -> Limits.Rates {
        var rates = Limits.Rates()
        func read(_ key: SettingKey, _ value: inout Int) throws(SettingError) {
            value = try environment.integer(key, default: value, in: 1...1_000_000)
        }
        try read(.ratePerSecond, &rates.perSecond)
        try read(.rateBurst, &rates.burst)
        try read(.loginsPerMinute, &rates.loginsPerMinute)
        try read(.failedLoginsPerMinute, &rates.failedLoginsPerMinute)
        try read(.digsPerMinute, &rates.digsPerMinute)
        try read(.lookupsPerMinute, &rates.lookupsPerMinute)
        try read(.adminPerMinute, &rates.adminPerMinute)
        try read(.wrongKeysPerMinute, &rates.wrongKeysPerMinute)
        rates.connectionsPerAddress = try environment.integer(
            .connectionsPerAddress,
            default: rates.connectionsPerAddress,
            in: 0...1_000_000
        )
        return rates
    }

    private static func adminKey(
        _ environment: Environment
    ) throws(SettingError) -> Secret<Bytes> {
        let key = try environment.keyFile(.adminKey, file: "admin.key") {
            String(decoding: Environment.sandboxMark, as: UTF8.self)
                + Base64.encodeURL(SecureRandom.bytes(32))
        }
        guard key.reveal().utf8.count >= shortestKey else {
            throw SettingError(.adminKey, "must have at least \(shortestKey) characters")
        }
        let octets = Bytes(key.reveal().utf8)
        try environment.refuseMadeUp(octets, as: .adminKey)
        return Secret(octets)
    }
}
