import Basics
import Crypto
import ServiceKit

/// Every setting of the gateway, read once.
struct GatewaySettings: Sendable {
    /// Requests a second of one identity, and how many it may have saved up.
    let ratePerSecond: Int
    let rateBurst: Int
    /// Log-ins a minute of one address: behind the one of a carrier are thousands.
    let loginsPerMinute: Int
    /// And those that fail, as guesses do.
    let failedLoginsPerMinute: Int
    /// Digs a minute of one address.
    let digsPerMinute: Int
    /// Open connections of one address; 0 for as many as it likes.
    let connectionsPerAddress: Int
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

    init(_ environment: Environment) throws(SettingError) {
        ratePerSecond = try environment.integer(.ratePerSecond, default: 20, in: 1...1_000_000)
        rateBurst = try environment.integer(.rateBurst, default: 60, in: 1...1_000_000)
        loginsPerMinute = try environment.integer(.loginsPerMinute, default: 60, in: 1...1_000_000)
        failedLoginsPerMinute = try environment.integer(
            .failedLoginsPerMinute,
            default: 10,
            in: 1...1_000_000
        )
        digsPerMinute = try environment.integer(.digsPerMinute, default: 600, in: 1...1_000_000)
        connectionsPerAddress = try environment.integer(
            .connectionsPerAddress,
            default: 200,
            in: 0...1_000_000
        )
        feedGraceSeconds = try environment.integer(.feedGraceSeconds, default: 60, in: 1...86_400)
        hstsSeconds = try environment.integer(
            .hstsSeconds,
            default: 31_536_000,
            in: 0...1_000_000_000
        )
        logsAddresses = try environment.flag(.logAddresses, default: true)
        sparesLoopback = environment.stage == .sandbox
        let key = try environment.keyFile(.adminKey, file: "admin.key") {
            String(decoding: Environment.sandboxMark, as: UTF8.self)
                + Base64.encodeURL(SecureRandom.bytes(32))
        }
        guard key.reveal().utf8.count >= 16 else {
            throw SettingError(.adminKey, "must have at least 16 characters")
        }
        try environment.refuseMadeUp(Bytes(key.reveal().utf8), as: .adminKey)
        adminKey = Secret(Bytes(key.reveal().utf8))
        takesLegacyOpenID = try environment.flag(.legacyOpenID)
    }
}
