/// Asks WeChat for an app's access token, each time: `POST /cgi-bin/stable_token`. For those who
/// keep the tokens themselves; ``WeChatClient/live(host:clock:transport:)`` keeps them in memory.
public struct AccessTokenSource: Sendable {
    /// The app's token. Unless `force` is set, WeChat gives the same one as long as it is good;
    /// with it the old one is bad at once, which WeChat allows twenty times a day.
    public var fetch:
        @Sendable (_ app: WeChatApp, _ force: Bool) async throws(WeChatFailure) -> AccessToken

    /// A source of the caller's own.
    public init(
        fetch:
            @escaping @Sendable (
                _ app: WeChatApp,
                _ force: Bool
            ) async throws(WeChatFailure) -> AccessToken
    ) {
        self.fetch = fetch
    }

    /// The real one, over a transport of the caller's.
    public static func live(
        host: WeChatHost,
        transport: @escaping WeChatClient.Transport
    ) -> AccessTokenSource {
        let exchange = WeChatExchange(host: host, transport: transport)
        return AccessTokenSource { app, force throws(WeChatFailure) in
            try await exchange.stableToken(app, force: force)
        }
    }
}
