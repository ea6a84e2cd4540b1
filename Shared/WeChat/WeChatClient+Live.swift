public import Basics
public import HTTPClient
import JSON

extension WeChatClient {
    /// How a request gets to WeChat; ``HTTPClient/send(_:)`` but for tests.
    public typealias Transport =
        @Sendable (ClientRequest) async throws(ClientFailure) -> ClientResponse

    /// The real calls. `clock` tells how old an access token is: the domain's, which the sandbox
    /// moves together with its own.
    public static func live(
        http: HTTPClient,
        host: WeChatHost,
        clock: Clock
    ) -> WeChatClient {
        live(host: host, clock: clock) { request throws(ClientFailure) in
            try await http.send(request)
        }
    }

    /// The real calls over a transport of the caller's.
    public static func live(
        host: WeChatHost,
        clock: Clock,
        transport: @escaping Transport
    ) -> WeChatClient {
        let exchange = WeChatExchange(host: host, transport: transport)
        let tokens = AccessTokens(clock: clock) { app throws(WeChatFailure) in
            try await exchange.stableToken(app)
        }
        return WeChatClient(
            session: { app, code throws(WeChatFailure) in
                try await exchange.session(app, code)
            },
            accessToken: { app throws(WeChatFailure) in try await tokens.token(of: app) },
            forgetAccessToken: { app, token in await tokens.forget(token, of: app) }
        )
    }
}
