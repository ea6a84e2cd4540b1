public import Basics
public import HTTPClient

extension WeChatClient {
    /// How a request gets to WeChat; ``HTTPClient/send(_:)`` but for tests.
    public typealias Transport =
        @Sendable (ClientRequest) async throws(ClientFailure) -> ClientResponse

    /// The real calls. `clock` tells how old an access token is: the domain's, which the sandbox
    /// moves together with its own.
    public static func live(
        host: WeChatHost,
        clock: Clock,
        transport: @escaping Transport
    ) -> WeChatClient {
        let exchange = WeChatExchange(host: host, transport: transport)
        var client = WeChatClient()
        client.useTokens(exchange, clock)
        client.useCalls(exchange)
        return client
    }

    private mutating func useTokens(_ exchange: WeChatExchange, _ clock: Clock) {
        let tokens = AccessTokens(clock: clock) { app throws(WeChatFailure) in
            try await exchange.stableToken(app)
        }
        accessToken = { app throws(WeChatFailure) in try await tokens.token(of: app) }
        forgetAccessToken = { app, token in await tokens.forget(token, of: app) }
    }

    private mutating func useCalls(_ exchange: WeChatExchange) {
        session = { app, code throws(WeChatFailure) in try await exchange.session(app, code) }
        phoneNumber = { token, code, openid throws(WeChatFailure) in
            try await exchange.phoneNumber(token, code, of: openid)
        }
        codeImage = { token, order throws(WeChatFailure) in
            try await exchange.code(token, order)
        }
        checkText = { token, text throws(WeChatFailure) in try await exchange.check(token, text) }
        checkMedia = { token, media throws(WeChatFailure) in
            try await exchange.check(token, media)
        }
        checkImage = { token, image throws(WeChatFailure) in
            try await exchange.checkImage(token, image)
        }
        sendMessage = { token, message throws(WeChatFailure) in
            try await exchange.send(token, message)
        }
        uploadShipment = { token, shipment throws(WeChatFailure) in
            try await exchange.upload(token, shipment)
        }
        shippingOrder = { token, payment throws(WeChatFailure) in
            try await exchange.order(token, payment)
        }
    }
}
