public import Basics

/// What a log-in code was worth.
public struct WeChatSession: Sendable, Equatable {
    /// The user's name within the app.
    public let openid: ExternalID
    /// The user's name within the open platform account that the app is bound to, if it is.
    public let unionid: ExternalID?
    /// The present session key; an older one no longer opens new data.
    public let sessionKey: SessionKey

    /// A session made of its parts.
    public init(openid: ExternalID, unionid: ExternalID?, sessionKey: SessionKey) {
        self.openid = openid
        self.unionid = unionid
        self.sessionKey = sessionKey
    }
}
