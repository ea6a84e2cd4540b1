/// WeChat's app interfaces, as far as they are called. Only one process holds app secrets and
/// session keys, so only one has use for this.
public struct WeChatClient: Sendable {
    /// Trades a log-in code (single-use, five minutes): `GET /sns/jscode2session`.
    public var session:
        @Sendable (
            _ app: WeChatApp,
            _ code: String
        ) async throws(WeChatFailure) -> WeChatSession

    /// The app's access token: `POST /cgi-bin/stable_token`. Kept until less than five minutes are
    /// left of it; however many ask at once, WeChat is asked once.
    public var accessToken: @Sendable (_ app: WeChatApp) async throws(WeChatFailure) -> String

    /// Forgets the token, if it still is the one that is kept.
    public var forgetAccessToken: @Sendable (_ app: WeChatApp, _ token: String) async -> Void

    /// A client made of its calls; see ``live(http:host:clock:)``.
    public init(
        session:
            @escaping @Sendable (
                _ app: WeChatApp,
                _ code: String
            ) async throws(WeChatFailure) -> WeChatSession,
        accessToken: @escaping @Sendable (_ app: WeChatApp) async throws(WeChatFailure) -> String,
        forgetAccessToken: @escaping @Sendable (_ app: WeChatApp, _ token: String) async -> Void
    ) {
        self.session = session
        self.accessToken = accessToken
        self.forgetAccessToken = forgetAccessToken
    }

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

    /// For tests: every call fails until it is replaced.
    public static let unstubbed = WeChatClient(
        session: { (_, _) throws(WeChatFailure) in throw .unreachable },
        accessToken: { _ throws(WeChatFailure) in throw .unreachable },
        forgetAccessToken: { _, _ in }
    )
}
