/// A mini-program as WeChat knows it. Never prints its secret.
public struct WeChatApp: Sendable, CustomStringConvertible, CustomReflectable {
    /// `wx` and 16 hexadecimal digits.
    public let appid: String
    /// AppSecret: whoever has it is this app to WeChat.
    public let secret: String

    /// An app; neither text is checked before WeChat does.
    public init(appid: String, secret: String) {
        self.appid = appid
        self.secret = secret
    }

    public var description: String { "WeChatApp(\(appid))" }
    public var customMirror: Mirror { Mirror(self, children: ["appid": appid]) }
}
