public import Basics

/// WeChat's app endpoints, as far as they are called. Only one process holds app secrets and
/// session keys, so only one has use for this.
///
/// What takes a `token` is meant to be called inside ``withAccessToken(of:_:)``. A client made by
/// ``unstubbed`` fails with `unreachable` at every call until it is replaced.
public struct WeChatClient: Sendable {
    /// Trades a log-in code (single-use, five minutes): `GET /sns/jscode2session`.
    public var session:
        @Sendable (
            _ app: WeChatApp,
            _ code: String
        ) async throws(WeChatFailure) -> WeChatSession =
            { (_, _) throws(WeChatFailure) in throw .unstubbed }

    /// The app's access token: `POST /cgi-bin/stable_token`. Kept until less than five minutes are
    /// left of it; however many ask at once, WeChat is asked once.
    public var accessToken: @Sendable (_ app: WeChatApp) async throws(WeChatFailure) -> String =
        { _ throws(WeChatFailure) in throw .unstubbed }

    /// Forgets the token, if it still is the one that is kept.
    public var forgetAccessToken: @Sendable (_ app: WeChatApp, _ token: String) async -> Void =
        { _, _ in }

    /// Trades a phone number code (single-use, five minutes, not a log-in code):
    /// `POST /wxa/business/getuserphonenumber`. With an openid the code has to be that user's.
    public var phoneNumber:
        @Sendable (
            _ token: String,
            _ code: String,
            _ openid: ExternalID?
        ) async throws(WeChatFailure) -> PhoneNumber =
            { (_, _, _) throws(WeChatFailure) in throw .unstubbed }

    /// Draws a mini-program code: `getwxacodeunlimit`, `getwxacode` or `createwxaqrcode`.
    public var codeImage:
        @Sendable (
            _ token: String,
            _ order: CodeOrder
        ) async throws(WeChatFailure) -> CodeImage =
            { (_, _) throws(WeChatFailure) in throw .unstubbed }

    /// Looks at a text at once: `POST /wxa/msg_sec_check`.
    public var checkText:
        @Sendable (
            _ token: String,
            _ text: TextCheck
        ) async throws(WeChatFailure) -> ContentVerdict =
            { (_, _) throws(WeChatFailure) in throw .unstubbed }

    /// Has a picture or sound looked at: `POST /wxa/media_check_async`. Gives the `trace_id` that
    /// the verdict will come with.
    public var checkMedia:
        @Sendable (
            _ token: String,
            _ media: MediaCheck
        ) async throws(WeChatFailure) -> String =
            { (_, _) throws(WeChatFailure) in throw .unstubbed }

    /// Looks at a small picture (1 MB, 750 × 1334) at once: `POST /wxa/img_sec_check`. Never says
    /// `review`.
    public var checkImage:
        @Sendable (
            _ token: String,
            _ image: CodeImage
        ) async throws(WeChatFailure) -> ContentVerdict.Suggestion =
            { (_, _) throws(WeChatFailure) in throw .unstubbed }

    /// Sends a message that the user agreed to: `POST /cgi-bin/message/subscribe/send`.
    public var sendMessage:
        @Sendable (
            _ token: String,
            _ message: SubscribeMessage
        ) async throws(WeChatFailure) -> Void =
            { (_, _) throws(WeChatFailure) in throw .unstubbed }

    /// Reports what was sent for a payment: `POST /wxa/sec/order/upload_shipping_info`.
    public var uploadShipment:
        @Sendable (
            _ token: String,
            _ shipment: Shipment
        ) async throws(WeChatFailure) -> Void =
            { (_, _) throws(WeChatFailure) in throw .unstubbed }

    /// How far a payment is with WeChat: `POST /wxa/sec/order/get_order`.
    public var shippingOrder:
        @Sendable (
            _ token: String,
            _ payment: PaymentNumber
        ) async throws(WeChatFailure) -> ShippingOrder =
            { (_, _) throws(WeChatFailure) in throw .unstubbed }

    /// For tests: every call fails until it is replaced.
    public static let unstubbed = WeChatClient()
}

extension WeChatClient {
    /// Runs a call that needs the app's access token; once more with another token when WeChat
    /// says that this one is not, or no longer, good.
    public func withAccessToken<Value>(
        of app: WeChatApp,
        _ call: (_ token: String) async throws(WeChatFailure) -> Value
    ) async throws(WeChatFailure) -> Value {
        let token = try await accessToken(app)
        do {
            return try await call(token)
        } catch .refused(let refusal) where refusal.kind == .tokenInvalid {
            await forgetAccessToken(app, token)
        }
        return try await call(accessToken(app))
    }
}
