public import Basics

/// What a log-in code was worth.
public struct WeChatSession: Sendable, Equatable {
    /// The user's name within the app.
    public let openid: Octets
    /// The user's name within the open platform account that the app is bound to, if it is.
    public let unionid: Octets?
    /// The present session key; an older one no longer opens new data.
    public let sessionKey: SessionKey

    /// A session made of its parts.
    public init(openid: Octets, unionid: Octets?, sessionKey: SessionKey) {
        self.openid = openid
        self.unionid = unionid
        self.sessionKey = sessionKey
    }
}
