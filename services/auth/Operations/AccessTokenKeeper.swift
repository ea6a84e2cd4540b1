import Basics
import Crypto
import Loops
import ServiceKit
import Storage
import Vault
import WeChat

/// The access tokens of all apps, in the file, so that all replicas use the same one: WeChat is
/// asked by one of them at a time, and the others wait for what it gets.
struct AccessTokenKeeper: Sendable {
    let database: ServiceDatabase
    let vault: DataVault
    let source: AccessTokenSource
    let flights: SingleFlight<ExternalID, Result<String, WeChatFailure>>
    let clock: DomainClock
    let random: RandomSource
    let log: Logger

    /// Longer than a question to WeChat takes.
    private static let claimSeconds: Int64 = 15
    private static let pauseMilliseconds = 50
    private static let looks = 20 * 1000 / pauseMilliseconds

    /// The token, from the file, or a new one five minutes before the end of the old one.
    func token(of app: WeChatApp) async throws(WeChatFailure) -> String {
        if let kept = try await kept(app) { return kept }
        return try await flights.run(ExternalID(app.appid)) {
            do throws(WeChatFailure) {
                return .success(try await obtain(app))
            } catch {
                return .failure(error)
            }
        }.get()
    }

    /// Drops a token that WeChat refused, unless another one has taken its place meanwhile.
    func forget(_ token: String, of app: WeChatApp) async {
        let hash = SHA256.hash(Bytes(token.utf8))
        do {
            try await database.write {
                try AuthStore(connection: $0.connection)
                    .refuseAccessToken(hash: hash, ofAppid: app.appid)
            }
        } catch {
            log.warning("a bad access token stays", ["cause": .text("\(error)")])
        }
    }

    private func kept(_ app: WeChatApp) async throws(WeChatFailure) -> String? {
        let now = clock.now
        return try await inFile { () async throws -> String? in
            let kept = try await database.read {
                try AuthStore(connection: $0).accessToken(ofAppid: app.appid, at: now)
            }
            guard let kept else { return nil }
            let purpose = DataVault.Purpose.accessToken(of: kept.app)
            if let text = try? vault.open(kept.sealed, for: purpose) {
                return String(decoding: text, as: UTF8.self)
            }
            // Under a key that is gone: as good as none.
            try await database.write {
                try AuthStore(connection: $0.connection).dropAccessToken(of: kept.app)
            }
            return nil
        }
    }

    private func obtain(_ app: WeChatApp) async throws(WeChatFailure) -> String {
        for _ in 0..<Self.looks {
            if let kept = try await kept(app) { return kept }
            let claim = claim(of: app)
            let isOurs = try await inFile {
                try await database.write { unit in
                    try AuthStore(connection: unit.connection)
                        .claimAccessToken(claim, at: unit.now)
                }
            }
            if isOurs { return try await fetch(app, claim) }
            guard await Pause.milliseconds(Self.pauseMilliseconds) else { break }
        }
        throw .busy(retryAfterSeconds: 1)
    }

    private func claim(of app: WeChatApp) -> AccessTokenClaim {
        let at = clock.real.now()
        return AccessTokenClaim(
            appid: app.appid,
            owner: Base64.encodeURL(random.bytes(9)),
            at: at,
            stale: at.adding(seconds: -Self.claimSeconds)
        )
    }

    private func fetch(
        _ app: WeChatApp,
        _ claim: AccessTokenClaim
    ) async throws(WeChatFailure) -> String {
        do throws(WeChatFailure) {
            var token = try await source.fetch(app, false)
            if try await isRefused(token, of: app) {
                // WeChat hands out what it refuses: only by force is there another one.
                token = try await source.fetch(app, true)
            }
            try await keep(token, of: app)
            return token.text
        } catch {
            try await inFile {
                try await database.write {
                    try AuthStore(connection: $0.connection).dropClaim(claim)
                }
            }
            throw error
        }
    }

    private func isRefused(
        _ token: AccessToken,
        of app: WeChatApp
    ) async throws(WeChatFailure) -> Bool {
        let refused = try await inFile {
            try await database.read {
                try AuthStore(connection: $0).refusedAccessToken(ofAppid: app.appid)
            }
        }
        return refused == SHA256.hash(Bytes(token.text.utf8))
    }

    private func keep(_ token: AccessToken, of app: WeChatApp) async throws(WeChatFailure) {
        let end = clock.now.adding(seconds: token.lastsSeconds - AccessToken.spareSeconds)
        let text = Bytes(token.text.utf8)
        try await inFile {
            try await database.write { unit in
                let store = AuthStore(connection: unit.connection)
                guard let row = try store.app(appid: app.appid) else { return }
                let purpose = DataVault.Purpose.accessToken(of: row.id)
                try store.keepAccessToken(
                    vault.seal(text, for: purpose),
                    hash: SHA256.hash(text),
                    usableUntil: end,
                    of: row.id
                )
            }
        }
    }

    /// A fault of the file is no answer of WeChat's: worth trying again.
    private func inFile<Value>(
        _ work: () async throws -> Value
    ) async throws(WeChatFailure) -> Value {
        do {
            return try await work()
        } catch {
            log.warning("no access token for want of the file", ["cause": .text("\(error)")])
            throw .busy(retryAfterSeconds: 1)
        }
    }
}

extension WeChatClient {
    /// The same calls, with the access tokens that this one keeps.
    func keeping(_ tokens: AccessTokenKeeper) -> WeChatClient {
        var client = self
        client.accessToken = { app throws(WeChatFailure) in try await tokens.token(of: app) }
        client.forgetAccessToken = { app, token in await tokens.forget(token, of: app) }
        return client
    }
}
