public import Basics
public import HTTPClient

/// Sends text messages through Tencent Cloud or Aliyun.
public struct SMSClient: Sendable {
    /// How a request gets to the provider; ``HTTPClient/send(_:)`` but for tests.
    public typealias Transport =
        @Sendable (ClientRequest) async throws(ClientFailure) -> ClientResponse

    /// Sends one message. It is never sent a second time by itself: after `unreachable` and `brokenAnswer` it may have
    /// arrived.
    public var send: @Sendable (_ message: SMSMessage) async throws(SMSFailure) -> Void

    /// A client made of its call; see ``live(_:http:origin:clock:random:)``.
    public init(
        send: @escaping @Sendable (_ message: SMSMessage) async throws(SMSFailure) -> Void
    ) {
        self.send = send
    }

    /// For tests: fails until it is replaced.
    public static let unstubbed = SMSClient { _ throws(SMSFailure) in throw .unstubbed }

    /// The real call. `clock` has to show the real time, which is what providers check signatures
    /// against.
    public static func live(
        _ account: SMSAccount,
        http: HTTPClient,
        origin: Origin,
        clock: Clock,
        random: RandomSource
    ) -> SMSClient {
        live(account, origin: origin, clock: clock, random: random) {
            request throws(ClientFailure) in try await http.send(request)
        }
    }

    /// The real call over a transport of the caller's.
    public static func live(
        _ account: SMSAccount,
        origin: Origin,
        clock: Clock,
        random: RandomSource,
        transport: @escaping Transport
    ) -> SMSClient {
        let exchange = SMSExchange(transport: transport)
        switch account.provider {
        case .tencent(let sdkAppID, let region):
            let tencent = TencentSMS(
                account: account,
                sdkAppID: sdkAppID,
                region: region,
                origin: origin
            )
            return SMSClient { message throws(SMSFailure) in
                let request = try tencent.request(for: message, at: clock.now())
                try TencentSMS.check(try await exchange.ask(request))
            }
        case .aliyun:
            let aliyun = AliyunSMS(account: account, origin: origin)
            return SMSClient { message throws(SMSFailure) in
                let nonce = Hex.encode(random.bytes(16))
                let request = try aliyun.request(for: message, at: clock.now(), nonce: nonce)
                try AliyunSMS.check(try await exchange.ask(request))
            }
        }
    }
}
