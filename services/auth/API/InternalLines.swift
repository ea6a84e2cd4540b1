import Contracts

/// Lines of several tables, between our processes and of the back office.
enum InternalLines {
    static let appUnknown = Code(404, "There is no such app.", name: "app_unknown")
    static let userUnknown = Code(404, "There is no such user.", name: "user_unknown")
    static let identityUnknown = Code(404, "There is no such identity.", name: "identity_unknown")
    static let sessionUnknown = Code(404, "There is no such session.", name: "session_unknown")
    static let appUnconfigured = Code(
        409,
        "The app is off, or WeChat refuses it.",
        name: "app_unconfigured"
    )
    static let weChatAway = Code(503, "WeChat cannot be reached.", name: "wechat_away")
}
