import Basics
import ServiceKit
import Storage

extension Sandbox {
    private static let forcedPerDay: Int64 = 20
    private static let forcedApartSeconds: Int64 = 30

    /// `/cgi-bin/token`: always a new one. The one before is good for five minutes more.
    func newToken(_ app: DemoApp, _ connection: Connection) throws -> AccessToken {
        let end = clock.now.adding(seconds: AccessToken.overlapSeconds)
        try TokenStore(connection).shorten(.token, of: app, to: end)
        return try makeToken(.token, app, connection)
    }

    /// `/cgi-bin/stable_token`: the same one until five minutes before its end; the old one then
    /// runs out by itself.
    func stableToken(_ app: DemoApp, _ connection: Connection) throws -> AccessToken {
        let now = clock.now
        let spare = now.adding(seconds: AccessToken.overlapSeconds)
        if let known = try TokenStore(connection).newest(.stable, of: app, at: now),
            known.expiresAt > spare
        {
            return known
        }
        return try makeToken(.stable, app, connection)
    }

    /// The same with `force_refresh`: a new one, and the old one ends at once. Twenty times a day;
    /// within thirty seconds of the last time the same token comes again.
    func forcedToken(_ app: DemoApp, _ connection: Connection) throws -> AccessToken {
        let now = clock.now
        let today = CivilZone.china.day(at: now)
        let apps = AppStore(connection)
        let forced = try apps.forcedRefreshes(app.id)
        if let forced, forced.at <= now,
            now < forced.at.adding(seconds: Self.forcedApartSeconds)
        {
            return try stableToken(app, connection)
        }
        let count = forced?.day == today ? forced?.count ?? 0 : 0
        guard count < Self.forcedPerDay else { throw WeChatError.dailyQuota }
        try apps.setForcedRefreshes(app.id, day: today, count: count + 1, at: now)
        try TokenStore(connection).shorten(.stable, of: app, to: now)
        return try makeToken(.stable, app, connection)
    }

    /// Whose token this is.
    func app(of token: String, _ connection: Connection) throws -> DemoApp {
        guard !token.isEmpty else { throw WeChatError.tokenMissing }
        guard let given = try TokenStore(connection).find(token),
            let app = try AppStore(connection).app(given.app)
        else { throw WeChatError.tokenInvalid }
        guard clock.now < given.expiresAt else {
            throw given.isReplaced ? WeChatError.tokenInvalid : WeChatError.tokenExpired
        }
        return app
    }

    private func makeToken(
        _ family: AccessToken.Family,
        _ app: DemoApp,
        _ connection: Connection
    ) throws -> AccessToken {
        let token = AccessToken(
            text: "97_" + random.text(133, from: Self.nameAlphabet),
            expiresAt: clock.now.adding(seconds: AccessToken.seconds)
        )
        let tokens = TokenStore(connection)
        try tokens.add(token, family, of: app)
        try tokens.prune(family, of: app)
        return token
    }
}
